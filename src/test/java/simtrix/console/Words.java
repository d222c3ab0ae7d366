package simtrix.console;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** What stands on buttons and pages in one language, so that tests click on words. */
record Words(Locale locale) {

  private static final List<String> FILES =
      List.of(
          "texts.console",
          "texts.console-calls",
          "texts.console-recordings",
          "texts.console-privacy",
          "texts.console-pipeline",
          "texts.console-audit",
          "texts.console-forms",
          "texts.refusals",
          "texts.mistakes",
          "texts.route-faults",
          "texts.recordings");

  static Words of(String language) {
    return new Words(Locale.forLanguageTag(language));
  }

  String text(String key, Object... values) {
    for (String file : FILES) {
      ResourceBundle bundle =
          ResourceBundle.getBundle(
              file,
              locale,
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES));
      if (bundle.containsKey(key)) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
      }
    }
    throw new MissingResourceException("No text has this key.", Words.class.getName(), key);
  }

  String count(String key, long number) {
    return text(key + (number == 1 ? ".one" : ".many"), String.valueOf(number));
  }
}
