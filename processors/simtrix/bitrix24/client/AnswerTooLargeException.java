package simtrix.bitrix24.client;

import java.io.IOException;

/** A portal sent more than any of its methods would. */
final class AnswerTooLargeException extends IOException {
  AnswerTooLargeException(long limit) {
    super("The portal's answer is larger than %d bytes; it was not read.".formatted(limit));
  }
}
