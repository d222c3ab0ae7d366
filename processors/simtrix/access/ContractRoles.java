package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import simtrix.edge.Contracts;

/**
 * Which role an operation needs: {@code x-role} of the contract. What the contract does not know is
 * let through to any user, for the gate to refuse; an operation that names no role is the
 * administrator's.
 */
@Component
public class ContractRoles {

  private final Contracts contracts;

  ContractRoles(Contracts contracts) {
    this.contracts = contracts;
  }

  /**
   * Whether somebody may do what an operation does.
   *
   * @param operation its operationId
   */
  public boolean allows(Viewer viewer, String operation) {
    return viewer.may(needed(contracts.operation(operation)));
  }

  /** The decision of Spring Security's {@code AuthorizationManager}. */
  AuthorizationDecision decide(
      Supplier<Authentication> login, RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    Role needed =
        contracts
            .asked(request.getMethod(), request.getRequestURI())
            .map(ContractRoles::needed)
            .orElse(Role.READER);
    return new AuthorizationDecision(
        login.get().isAuthenticated()
            && login.get().getAuthorities().stream()
                .flatMap(authority -> ConsoleLogin.role(authority).stream())
                .anyMatch(role -> role.covers(needed)));
  }

  private static Role needed(Contracts.Asked asked) {
    return asked.role().map(Role::of).orElse(Role.ADMIN);
  }
}
