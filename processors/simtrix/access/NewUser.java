package simtrix.access;

/** What an administrator says of a new user. */
public record NewUser(String username, String password, Role role) {

  @Override
  public String toString() {
    return "NewUser[username=%s, role=%s]".formatted(username, role);
  }
}
