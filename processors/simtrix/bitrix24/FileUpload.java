package simtrix.bitrix24;

import java.net.URI;
import java.nio.file.Path;

/**
 * A file on its way to an address that the portal gave out (REFERENCE 5.4, mode 3).
 *
 * @param address holds a token, so it is never shown
 * @param field name of the form field that the portal wants the file in
 * @param name of the file, for the portal
 */
public record FileUpload(URI address, String field, String name, Path file) {

  /** The name of its outcome. */
  public static final String NAME = "upload";

  @Override
  public String toString() {
    return "FileUpload[name=" + name + "]";
  }
}
