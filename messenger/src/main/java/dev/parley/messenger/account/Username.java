package dev.parley.messenger.account;

import static java.util.Locale.ROOT;

import dev.parley.messenger.Bound;
import dev.parley.messenger.Refusal;
import dev.parley.messenger.RefusalCode;
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A handle. Two that differ only in case, or in Unicode's compatibility forms, are the same.
 *
 * @param text as its owner writes it
 * @param norm what is compared
 */
public record Username(String text, String norm) {
  /** A dot at the end would be read as that of a sentence; one at the front hides a file. */
  private static final Pattern LEGAL = Pattern.compile("[a-z0-9_](?:[a-z0-9_.]{1,30}[a-z0-9_])");

  /** Names that would pass for the server, its operators, or words that address everybody. */
  private static final Set<String> RESERVED =
      Set.of(
          ("parley admin administrator root system support help helpdesk security moderator mod"
                  + " operator owner staff team official server service bot api www mail smtp ftp"
                  + " postmaster hostmaster webmaster abuse noreply no_reply no.reply mailer_daemon"
                  + " everyone everybody all here channel group me you self null nil none undefined"
                  + " unknown anonymous guest deleted user users account accounts login logout"
                  + " register signin signup settings billing info news status test_admin")
              .split(" "));

  /**
   * Checks and normalises what somebody typed.
   *
   * @throws Refusal naming {@code username}
   */
  public static Username of(@Nullable String typed) {
    String text = typed == null ? "" : Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC);
    if (text.length() > Bound.USERNAME_LENGTH.value()) {
      throw refused(RefusalCode.FIELD_TOO_LONG);
    }
    String norm = text.toLowerCase(ROOT);
    if (!LEGAL.matcher(norm).matches()) {
      throw refused(RefusalCode.INVALID_FIELD);
    }
    if (RESERVED.contains(norm)) {
      throw Refusal.ofField(RefusalCode.USERNAME_TAKEN, "username", "this name is reserved");
    }
    return new Username(text, norm);
  }

  /** The comparable form of whatever was typed; equal to no account's if it is no handle. */
  public static String normOf(String typed) {
    return Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(ROOT);
  }

  private static Refusal refused(RefusalCode code) {
    return Refusal.ofField(
        code,
        "username",
        "expected 3..%d of a-z, 0-9, _ and ., with no . at either end"
            .formatted(Bound.USERNAME_LENGTH.value()));
  }
}
