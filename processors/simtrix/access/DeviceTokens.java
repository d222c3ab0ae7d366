package simtrix.access;

import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;
import simtrix.device.DeviceRegistry;

/** Finds the phone that a bearer token (RFC 6750) belongs to. */
@Component
class DeviceTokens implements OpaqueTokenIntrospector {

  private final DeviceRegistry devices;

  DeviceTokens(DeviceRegistry devices) {
    this.devices = devices;
  }

  @Override
  public OAuth2AuthenticatedPrincipal introspect(String token) {
    return devices
        .byToken(token)
        .map(DevicePrincipal::new)
        .orElseThrow(() -> new BadOpaqueTokenException("The token is unknown or was revoked."));
  }
}
