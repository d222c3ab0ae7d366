package simtrix.caller;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The spellings of one number that a CRM user may have typed. Bitrix24 compares a number as a whole
 * (REFERENCE 6.1), so whatever is not asked for is not found.
 */
final class Spellings {

  /** As many values as one question to the portal may hold (REFERENCE 6.2). */
  private static final int MOST = 20;

  /**
   * People write mobile numbers as 0151 12345678, whatever the numbering plan says about the area
   * code.
   */
  private static final int USUAL_AREA_CODE = 3;

  private final PhoneNumberUtil library;

  Spellings(PhoneNumberUtil library) {
    this.library = library;
  }

  List<String> of(PhoneNumber number) {
    String code = String.valueOf(number.getCountryCode());
    String significant = library.getNationalSignificantNumber(number);
    String national = library.format(number, PhoneNumberFormat.NATIONAL);
    String nationalDigits = PhoneNumberUtil.normalizeDigitsOnly(national);
    String trunk =
        nationalDigits.endsWith(significant)
            ? nationalDigits.substring(0, nationalDigits.length() - significant.length())
            : "";
    Set<String> all = new LinkedHashSet<>();
    all.add("+" + code + significant);
    all.add(code + significant);
    all.add("00" + code + significant);
    all.add(nationalDigits);
    all.add(significant);
    all.add(library.format(number, PhoneNumberFormat.INTERNATIONAL));
    all.add(national);
    addGrouped(all, code, trunk, significant, USUAL_AREA_CODE);
    addGrouped(all, code, trunk, significant, library.getLengthOfGeographicalAreaCode(number));
    all.add("+" + code + "(0)" + significant);
    all.add(library.format(number, PhoneNumberFormat.RFC3966).replace("tel:", ""));
    return all.stream().limit(MOST).toList();
  }

  private static void addGrouped(
      Set<String> all, String code, String trunk, String significant, int areaLength) {
    if (areaLength < 1 || areaLength >= significant.length()) {
      return;
    }
    String area = significant.substring(0, areaLength);
    String rest = significant.substring(areaLength);
    all.add("+" + code + " " + area + " " + rest);
    all.add(trunk + area + " " + rest);
    all.add(trunk + area + "/" + rest);
    all.add(trunk + area + "-" + rest);
    all.add("+" + code + " (" + area + ") " + rest);
    all.add("+" + code + " (0) " + area + " " + rest);
  }
}
