package simtrix.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A recording that is sent by halves, on a connection of its own. */
public final class OpenUpload implements AutoCloseable {

  private final Socket socket;
  private final OutputStream out;
  private final byte[] file;

  private OpenUpload(Socket socket, byte[] file) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.file = file;
  }

  /** Sends the first half. */
  public static OpenUpload begin(URI server, Phone phone, UUID call, byte[] mp3)
      throws IOException {
    OpenUpload upload = new OpenUpload(new Socket(server.getHost(), server.getPort()), mp3);
    String head =
        """
        PUT /bridge/v1/calls/%s/recording HTTP/1.1
        Host: %s
        Authorization: Bearer %s
        Content-Type: audio/mpeg
        Content-Length: %d

        """
            .formatted(call, server.getAuthority(), phone.token, mp3.length)
            .replace("\n", "\r\n");
    upload.out.write(head.getBytes(StandardCharsets.US_ASCII));
    upload.out.write(mp3, 0, mp3.length / 2);
    upload.out.flush();
    return upload;
  }

  /**
   * Sends the second half.
   *
   * @return the first line of the answer
   */
  public String finish() throws IOException {
    out.write(file, file.length / 2, file.length - file.length / 2);
    out.flush();
    return answer();
  }

  /** The first line of the answer; empty if the connection was closed without one. */
  public String answer() throws IOException {
    String line =
        new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
            .readLine();
    return line == null ? "" : line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
