package simtrix.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import simtrix.device.Device;

/** A phone that has shown its token. */
record DevicePrincipal(Device device) implements OAuth2AuthenticatedPrincipal {

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of("sub", getName());
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public String getName() {
    return device.id().toString();
  }
}
