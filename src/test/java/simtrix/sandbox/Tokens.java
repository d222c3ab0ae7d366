package simtrix.sandbox;

/** An access token and the refresh token that came with it. */
public record Tokens(String accessToken, String refreshToken) {}
