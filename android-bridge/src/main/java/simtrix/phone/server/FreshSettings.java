package simtrix.phone.server;

import java.util.Optional;

/** Settings with the tag by which the server is asked whether they still hold. */
public record FreshSettings(PhoneSettings settings, Optional<String> tag) {}
