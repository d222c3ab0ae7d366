package simtrix.phoneapp;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands the app to phones. Anybody may have it, because a phone that is not paired yet has nothing
 * to show; there is nothing secret in it.
 */
@RestController
class PhoneAppController {

  private static final MediaType APK =
      MediaType.parseMediaType("application/vnd.android.package-archive");

  private final PhoneApp app;

  PhoneAppController(PhoneApp app) {
    this.app = app;
  }

  @GetMapping(PhoneApp.PATH)
  ResponseEntity<Resource> download(HttpServletResponse response) {
    // All other answers are text, so the house gives them a charset.
    response.setCharacterEncoding(null);
    return app.offer().map(PhoneAppController::answer).orElse(ResponseEntity.notFound().build());
  }

  /** The fingerprint is the entity tag as well: a download that broke off goes on. */
  private static ResponseEntity<Resource> answer(PhoneApp.Offer offer) {
    return ResponseEntity.ok()
        .contentType(APK)
        .eTag(offer.sha256())
        .lastModified(offer.changed().toInstant())
        .cacheControl(CacheControl.noCache())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("simtrix.apk").build().toString())
        .body(new FileSystemResource(offer.file()));
  }
}
