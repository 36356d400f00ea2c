package dev.parley.messenger.account;

import static java.util.Locale.ROOT;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.net.IDN;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A mail address. Only its shape is checked: whether it works, only a mail can tell.
 *
 * @param text as it was typed
 * @param norm what is compared: NFC, lower case, the domain in its ASCII form
 */
public record EmailAddress(String text, String norm) {
  private static final Pattern LOCAL =
      Pattern.compile("[^\\s@\"(),:;<>\\[\\]\\\\\\p{Cntrl}]{1,64}");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * Checks and normalises what somebody typed.
   *
   * @throws Refusal naming {@code email}
   */
  public static EmailAddress of(String typed) {
    String text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    if (text.length() > Bound.EMAIL_LENGTH.value()) {
      throw refused(RefusalCode.FIELD_TOO_LONG);
    }
    int at = text.lastIndexOf('@');
    String local = text.substring(0, Math.max(0, at));
    String domain = ascii(text.substring(at + 1));
    String norm = local.toLowerCase(ROOT) + "@" + domain;
    if (!LOCAL.matcher(local).matches()
        || !DOMAIN.matcher(domain).matches()
        || norm.length() > Bound.EMAIL_LENGTH.value()) {
      throw refused(RefusalCode.INVALID_FIELD);
    }
    return new EmailAddress(text, norm);
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain).toLowerCase(ROOT);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static Refusal refused(RefusalCode code) {
    return Refusal.ofField(
        code,
        "email",
        "expected a mail address of at most %d characters".formatted(Bound.EMAIL_LENGTH.value()));
  }
}
