package simtrix.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;
import simtrix.edge.StreamedBody;
import simtrix.settings.RecordingSettings;
import simtrix.settings.SimtrixSettings;

/**
 * Receives files from phones, in pieces and never whole in memory: some at a time, and only while
 * the disk has room. Whatever ends an upload early leaves nothing behind.
 */
@Component
class Uploads {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LATER = Duration.ofMinutes(5);
  private static final int PIECE = 64 * 1024;
  private static final long LOOK_AGAIN = 4L * 1024 * 1024;

  private final RecordingFiles files;
  private final RecordingJournal journal;
  private final AudioDetector detector;
  private final RecordingSettings settings;
  private final Semaphore places;

  Uploads(
      RecordingFiles files,
      RecordingJournal journal,
      AudioDetector detector,
      SimtrixSettings settings) {
    this.files = files;
    this.journal = journal;
    this.detector = detector;
    this.settings = settings.recordings();
    this.places = new Semaphore(this.settings.uploadsAtOnce());
  }

  /**
   * Receives a body that is to be kept.
   *
   * @throws RefusedRequest 400 when it is empty; 413; 415 when it is no audio that is taken; 503
   *     when it did not come to its end, or this server has no room for it now
   */
  Arrived receive(StreamedBody body) {
    return inTurn(
        () -> {
          requireRoom(body.announced(), body.announced());
          Path temporary = files.temporary("part");
          try {
            Arrived arrived;
            try (OutputStream out = Files.newOutputStream(temporary)) {
              arrived = copy(body, new Guarded(out), Optional.of(temporary));
            }
            requireRoom(arrived.bytes(), 0);
            return arrived;
          } catch (IOException | RuntimeException refused) {
            files.delete(temporary);
            throw refused;
          }
        });
  }

  /**
   * Reads a body that is not to be kept; a phone has to hear the same of it as of any other.
   *
   * @throws RefusedRequest as above
   */
  Arrived look(StreamedBody body) {
    return inTurn(() -> copy(body, OutputStream.nullOutputStream(), Optional.empty()));
  }

  /** No room, or a disk that does not work: the phone keeps it. */
  static RefusedRequest noRoom(IOException cause) {
    return RefusedRequest.unavailable(
        "The server has no room for recordings at the moment and has kept nothing of this one; send it again later.",
        LATER,
        cause);
  }

  private interface Reading {
    Arrived read() throws IOException;
  }

  private Arrived inTurn(Reading reading) {
    if (!places.tryAcquire()) {
      throw RefusedRequest.unavailable(
          "Other phones are uploading at the moment; send the recording again a little later.",
          SOON,
          null);
    }
    try {
      return reading.read();
    } catch (IOException full) {
      throw noRoom(full);
    } finally {
      places.release();
    }
  }

  /**
   * @param bytes that will count for the quota
   * @param unwritten those of them that are not on the disk yet
   */
  private void requireRoom(long bytes, long unwritten) throws IOException {
    boolean fits =
        journal.bytesKept() + bytes <= settings.diskQuota().toBytes()
            && files.left() - unwritten >= settings.freeSpace().toBytes();
    if (!fits) {
      throw new IOException("Quota or free space is used up.");
    }
  }

  private Arrived copy(StreamedBody body, OutputStream out, Optional<Path> temporary)
      throws IOException {
    MessageDigest digest = sha256();
    byte[] head = new byte[AudioDetector.HEAD];
    byte[] piece = new byte[PIECE];
    long bytes = 0;
    try (InputStream in = body.open()) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        digest.update(piece, 0, read);
        if (bytes < head.length) {
          int part = (int) Math.min(read, head.length - bytes);
          System.arraycopy(piece, 0, head, (int) bytes, part);
        }
        bytes += read;
        out.write(piece, 0, read);
      }
    }
    if (bytes == 0) {
      throw RefusedRequest.invalid(
          new FieldError("body", "body is empty; it must be an audio file"));
    }
    AudioFormat format =
        detector
            .detect(Arrays.copyOf(head, (int) Math.min(bytes, head.length)))
            .orElseThrow(Uploads::noAudio);
    return new Arrived(format, bytes, digest.digest(), temporary);
  }

  private static RefusedRequest noAudio() {
    return RefusedRequest.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "By its content this file is none of MP3, WAV, MP4, AAC, AMR, 3GPP and Ogg.");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("This Java has no SHA-256.", impossible);
    }
  }

  /** Stops before the disk is full, whatever else is filling it. */
  private final class Guarded extends OutputStream {

    private final OutputStream out;
    private long untilLook = LOOK_AGAIN;

    Guarded(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      untilLook -= length;
      if (untilLook < 0) {
        untilLook = LOOK_AGAIN;
        requireRoom(0, 0);
      }
      out.write(bytes, offset, length);
    }
  }
}
