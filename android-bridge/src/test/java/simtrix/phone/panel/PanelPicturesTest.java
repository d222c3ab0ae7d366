package simtrix.phone.panel;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.Application;
import android.content.Context;
import android.graphics.Bitmap;
import android.view.View;
import android.widget.TextView;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import simtrix.phone.R;
import simtrix.phone.call.Presentation;
import simtrix.phone.panel.PanelCall.Search;
import simtrix.phone.server.Card;
import simtrix.phone.testing.Calls;
import simtrix.phone.testing.English;
import simtrix.phone.testing.Pictures;

@RunWith(RobolectricTestRunner.class)
@Config(sdk = 35, application = Application.class)
public class PanelPicturesTest {

  private static final String PHONE = "-w411dp-h891dp-xhdpi";
  private static final String LONG_NAME =
      "Dr. Maximiliane Freifrau von Hohenstein-Wolkenburg zu Donaudampfschifffahrtsgesellschaft";

  @Test
  public void everyStateInLightAndDarkGermanAndEnglish() throws IOException {
    for (String language : new String[] {"de-rDE", "en-rGB"}) {
      for (String mode : new String[] {"notnight", "night"}) {
        RuntimeEnvironment.setQualifiers(language + "-w411dp-h891dp-" + mode + "-xhdpi");
        for (Map.Entry<String, PanelCall> state : states().entrySet()) {
          String name =
              String.join("-", "panel", state.getKey(), language.substring(0, 2), shade(mode));
          View view = view(state.getValue());
          Pictures.write(Pictures.panel(view, 822, ground()), name);
          Pictures.assertNothingIsCut(view, name);
        }
      }
    }
  }

  @Test
  public void theLargestLettersCutNothing() throws IOException {
    RuntimeEnvironment.setFontScale(2f);
    for (String language : new String[] {"de-rDE", "en-rGB"}) {
      RuntimeEnvironment.setQualifiers(language + PHONE);
      for (String name : new String[] {"Eva Kern", LONG_NAME}) {
        View view = view(call(Calls.contact(name, Card.Freshness.STALE, 4)));
        Pictures.write(
            Pictures.panel(view, 822, ground()),
            (name.equals(LONG_NAME) ? "panel-large-" : "panel-large-short-name-")
                + language.substring(0, 2));
        Pictures.assertNothingIsCut(view, name);
        assertThat(view.<TextView>findViewById(R.id.panel_name).getText().toString())
            .isEqualTo(name);
      }
    }
  }

  @Test
  public void aSmallScreenInLandscapeScrollsInsteadOfCutting() throws IOException {
    RuntimeEnvironment.setQualifiers("de-rDE-w640dp-h320dp-land-xhdpi");
    RuntimeEnvironment.setFontScale(1.5f);
    PanelView view = view(call(Calls.contact(LONG_NAME, Card.Freshness.LIVE, 2)));
    view.limitHeight(600);
    Bitmap bitmap = Pictures.panel(view, 880, ground());
    assertThat(view.getMeasuredHeight()).isLessThanOrEqualTo(600);
    assertThat(view.findViewById(R.id.panel_scroll).canScrollVertically(1)).isTrue();
    Pictures.write(bitmap, "panel-landscape");
  }

  @Test
  public void fromRightToLeftItIsMirrored() throws IOException {
    RuntimeEnvironment.setQualifiers("ar-rEG-ldrtl-w411dp-h891dp-xhdpi");
    PanelView view = view(call(Calls.contact("ليلى منصور", Card.Freshness.LIVE, 2)));
    view.setLayoutDirection(View.LAYOUT_DIRECTION_RTL);
    Pictures.write(Pictures.panel(view, 822, ground()), "panel-rtl");
    View close = view.findViewById(R.id.panel_close);
    assertThat(close.getLeft()).isLessThan(100);
  }

  @Test
  public void whatIsTappedIsLargeEnoughForAThumb() {
    RuntimeEnvironment.setQualifiers("de-rDE" + PHONE);
    View view = view(call(Calls.eva()));
    Pictures.panel(view, 822, ground());
    for (int id : new int[] {R.id.panel_close, R.id.panel_who, R.id.panel_business}) {
      assertThat(view.findViewById(id).getHeight()).isGreaterThanOrEqualTo(96);
      assertThat(view.findViewById(id).getWidth()).isGreaterThanOrEqualTo(96);
    }
    assertThat(view.findViewById(R.id.panel_close).getContentDescription().toString())
        .isEqualTo("Fenster schließen");
  }

  static Map<String, PanelCall> states() {
    Map<String, PanelCall> states = new LinkedHashMap<>();
    PanelCall fresh = PanelCall.of(Calls.ring());
    states.put("looking-up", fresh);
    states.put("slow", fresh.slow());
    states.put("known", call(Calls.eva()));
    states.put("lead", call(Calls.lead()));
    states.put("several", call(Calls.contact("Eva Kern", Card.Freshness.CACHED, 3)));
    states.put("stale", call(Calls.contact("Eva Kern", Card.Freshness.STALE, 1)));
    states.put("unknown", call(Calls.without(Card.Kind.UNKNOWN)));
    states.put(
        "anonymous",
        PanelCall.of(Calls.ring(UUID.randomUUID(), Optional.empty(), Presentation.RESTRICTED)));
    states.put("offline", fresh.offline());
    states.put(
        "offline-memory",
        new PanelCall(Calls.ring(), Search.OFFLINE, Optional.of(Calls.eva()), true));
    return states;
  }

  private static String shade(String mode) {
    return mode.equals("night") ? "dark" : "light";
  }

  private static int ground() {
    return context().getColor(R.color.ground);
  }

  private static PanelCall call(Card card) {
    return PanelCall.of(Calls.ring()).with(card, false);
  }

  private static PanelView view(PanelCall call) {
    PanelView view = new PanelView(context(), null);
    view.show(new PanelWords(context().getResources()).of(inOneLanguage(call)));
    return view;
  }

  /** The company's own words are in the phone's language too. */
  private static PanelCall inOneLanguage(PanelCall call) {
    boolean english =
        context().getResources().getConfiguration().getLocales().get(0).getLanguage().equals("en");
    return english
        ? new PanelCall(
            English.ring(call.ring()),
            call.search(),
            call.card().map(English::card),
            call.fromPhone())
        : call;
  }

  private static Context context() {
    return RuntimeEnvironment.getApplication();
  }
}
