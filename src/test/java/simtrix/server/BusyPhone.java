package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import simtrix.testing.Http;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;

/**
 * A phone that gets one call after the other from people whom the CRM knows; each has to be taken.
 */
final class BusyPhone implements Callable<List<PhoneCall>> {

  private static final int CONTACTS = 50;

  private final Phone phone;
  private final List<String> numbers = new ArrayList<>();
  private final AtomicBoolean over;

  BusyPhone(InstalledPortal portal, int which, AtomicBoolean over) {
    this.phone = portal.phone();
    this.over = over;
    for (int contact = 0; contact < CONTACTS; contact++) {
      String number = "+49301%d%03d".formatted(which, contact);
      portal.records.addContact("Eva", "Kern", number);
      numbers.add(number);
    }
  }

  @Override
  public List<PhoneCall> call() {
    List<PhoneCall> calls = new ArrayList<>();
    while (!over.get()) {
      String number = numbers.get(calls.size() % numbers.size());
      PhoneCall call = phone.call(number);
      assertThat(call.ringing().status()).isEqualTo(200);
      phone.caller(number);
      Http.Answer answer = call.endsAnswered();
      assertThat(answer.status()).as(answer.body()).isEqualTo(202);
      calls.add(call);
    }
    return calls;
  }
}
