package simtrix.phone.account;

import android.util.Base64;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import simtrix.phone.device.Notes;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.device.PhoneDatabase;
import simtrix.phone.device.Vault;
import simtrix.phone.server.Answer;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.Credentials;
import simtrix.phone.server.FreshSettings;
import simtrix.phone.server.NewPairing;
import simtrix.phone.server.PhoneFacts;
import simtrix.phone.server.PhoneSettings;
import simtrix.phone.server.ServerAddress;

/**
 * The account on the phone's disk; the token is sealed. A token that cannot be opened any more is
 * the same as one that the server does not believe: the phone has to be paired again.
 *
 * <p>Events belong to the pairing they were made under. A later pairing takes them over when it is
 * with the same company: the same server, and the same portal where the server names it. Otherwise
 * they wait until the phone is that company's again; another company never gets them.
 */
public final class StoredAccount implements Account {

  private static final String SERVER = "server";
  private static final String DEVICE = "device";
  private static final String SINCE = "paired-at";
  private static final String PORTAL = "portal";
  private static final String COMPANY = "company";
  private static final String TOKEN = "token";
  private static final String NOT_BELIEVED = "not-believed";
  private static final String OVERLAY = "company-overlay";
  private static final String RECORDING = "company-recording";
  private static final String TAG = "settings-tag";
  private static final String RECORDING_WANTED = "recording-wanted";
  private static final String PANEL_WANTED = "panel-wanted";

  private final PhoneDatabase database;
  private final Notes notes;
  private final Vault vault;
  private final BridgeClient client;
  private final ServerAddress addresses;
  private final Supplier<PhoneFacts> facts;
  private final PhoneClock clock;
  private final List<PairingListener> listeners = new CopyOnWriteArrayList<>();

  public StoredAccount(
      PhoneDatabase database,
      Notes notes,
      Vault vault,
      BridgeClient client,
      ServerAddress addresses,
      Supplier<PhoneFacts> facts,
      PhoneClock clock) {
    this.database = database;
    this.notes = notes;
    this.vault = vault;
    this.client = client;
    this.addresses = addresses;
    this.facts = facts;
    this.clock = clock;
  }

  public void listen(PairingListener listener) {
    listeners.add(listener);
  }

  @Override
  public Optional<Pairing> pairing() {
    Optional<String> device = notes.text(DEVICE);
    Optional<String> server = notes.text(SERVER);
    return device.isEmpty() || server.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Pairing(
                server.get(), device.get(), Instant.ofEpochMilli(notes.number(SINCE).orElse(0L))));
  }

  @Override
  public boolean mustPairAgain() {
    return pairing().isPresent()
        && (notes.text(NOT_BELIEVED).isPresent() || credentials().isEmpty());
  }

  /** To whom events go and what they are believed by; empty when there is no usable pairing. */
  public Optional<Credentials> credentials() {
    Optional<HttpUrl> server = notes.text(SERVER).flatMap(addresses::of);
    return notes
        .text(TOKEN)
        .flatMap(kept -> vault.open(TOKEN, Base64.decode(kept, Base64.NO_WRAP)))
        .map(token -> new String(token, StandardCharsets.UTF_8))
        .flatMap(token -> server.map(url -> new Credentials(url, token)));
  }

  /** Under which name events are kept; empty while this phone is nobody's. */
  public Optional<String> company() {
    return pairing().flatMap(pairing -> notes.text(COMPANY));
  }

  /**
   * The server has said 401. The token stays: a server that comes back from a backup may know it.
   */
  public void notBelieved() {
    notes.keep(NOT_BELIEVED, "401");
  }

  /** The server has taken something. */
  public void believed() {
    if (notes.text(NOT_BELIEVED).isPresent()) {
      notes.forget(NOT_BELIEVED);
    }
  }

  @Override
  public PairingResult pair(PairingCode code) {
    Optional<HttpUrl> server = addresses.of(code.server());
    if (server.isEmpty()) {
      return PairingResult.NOT_A_SERVER;
    }
    if (!canKeepASecret()) {
      return PairingResult.NOT_NOW;
    }
    Answer<NewPairing> answer = client.pair(server.get(), code.code().trim(), facts.get());
    if (answer instanceof Answer.Taken<NewPairing> taken) {
      keep(server.get(), taken.value());
      return PairingResult.PAIRED;
    }
    if (answer instanceof Answer.Refused<NewPairing> refused) {
      boolean code404 = refused.status() == 404 || refused.status() == 400;
      return code404 ? PairingResult.WRONG_CODE : PairingResult.NOT_A_SERVER;
    }
    if (answer instanceof Answer.NotNow<NewPairing> later) {
      return later.status() == 429 ? PairingResult.TOO_MANY_TRIES : PairingResult.NOT_NOW;
    }
    boolean silent =
        answer instanceof Answer.Silence<NewPairing> silence
            && silence.reason() != Answer.Reason.NOT_SECURE;
    return silent ? PairingResult.NO_ANSWER : PairingResult.NOT_A_SERVER;
  }

  @Override
  public void unpair() {
    database.inOne(
        () -> {
          notes.forget(TOKEN);
          notes.forget(DEVICE);
          notes.forget(NOT_BELIEVED);
          notes.forget(TAG);
          listeners.forEach(PairingListener::unpaired);
        });
  }

  @Override
  public PhoneSettings settings() {
    return new PhoneSettings(
        flag(OVERLAY, PhoneSettings.CAUTIOUS.overlay()),
        flag(RECORDING, PhoneSettings.CAUTIOUS.recording()));
  }

  /** Asks the server for its settings, when it has others. Blocks while the network works. */
  public void refreshSettings() {
    Optional<Credentials> credentials = credentials();
    if (credentials.isEmpty()) {
      return;
    }
    Answer<Optional<FreshSettings>> answer = client.settings(credentials.get(), notes.text(TAG));
    answer.taken().flatMap(fresh -> fresh).ifPresent(fresh -> keep(fresh.settings(), fresh.tag()));
    if (answer instanceof Answer.NotBelieved) {
      notBelieved();
    }
  }

  @Override
  public boolean recordingWanted() {
    return flag(RECORDING_WANTED, false);
  }

  @Override
  public void wantRecording(boolean wanted) {
    notes.keep(RECORDING_WANTED, Boolean.toString(wanted));
  }

  @Override
  public boolean panelWanted() {
    return flag(PANEL_WANTED, true);
  }

  @Override
  public void wantPanel(boolean wanted) {
    notes.keep(PANEL_WANTED, Boolean.toString(wanted));
  }

  /** A code is good for one use: it is not spent before its token can be kept. */
  private boolean canKeepASecret() {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        vault.seal(TOKEN, new byte[0]);
        return true;
      } catch (IllegalStateException e) {
        vault.renew();
      }
    }
    return false;
  }

  private void keep(HttpUrl server, NewPairing made) {
    String address = ServerAddress.text(server);
    byte[] token = vault.seal(TOKEN, made.token().getBytes(StandardCharsets.UTF_8));
    String company = address + made.portal().map(portal -> " " + portal).orElse("");
    Optional<String> before =
        notes.text(COMPANY).filter(known -> isSameCompany(address, made.portal()));
    database.inOne(
        () -> {
          notes.keep(SERVER, address);
          notes.keep(DEVICE, made.deviceId());
          notes.keep(SINCE, clock.now().toEpochMilli());
          notes.keep(COMPANY, company);
          notes.keep(TOKEN, Base64.encodeToString(token, Base64.NO_WRAP));
          made.portal().ifPresentOrElse(p -> notes.keep(PORTAL, p), () -> notes.forget(PORTAL));
          notes.forget(NOT_BELIEVED);
          keep(made.settings(), Optional.empty());
          listeners.forEach(listener -> listener.paired(company, before));
        });
  }

  private boolean isSameCompany(String address, Optional<String> portal) {
    Optional<String> known = notes.text(PORTAL);
    boolean portals = known.isEmpty() || portal.isEmpty() || known.equals(portal);
    return portals && notes.text(SERVER).equals(Optional.of(address));
  }

  private void keep(PhoneSettings settings, Optional<String> tag) {
    notes.keep(OVERLAY, Boolean.toString(settings.overlay()));
    notes.keep(RECORDING, Boolean.toString(settings.recording()));
    tag.ifPresentOrElse(known -> notes.keep(TAG, known), () -> notes.forget(TAG));
  }

  private boolean flag(String name, boolean otherwise) {
    return notes.text(name).map(Boolean::parseBoolean).orElse(otherwise);
  }
}
