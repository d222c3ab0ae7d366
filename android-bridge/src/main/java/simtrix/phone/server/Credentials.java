package simtrix.phone.server;

import okhttp3.HttpUrl;

/** To whom a request goes, and what it is believed by. Never printed. */
public record Credentials(HttpUrl server, String token) {

  @Override
  public String toString() {
    return "Credentials";
  }
}
