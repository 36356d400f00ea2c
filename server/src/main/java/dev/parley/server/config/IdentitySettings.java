package dev.parley.server.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How people prove who they are, beside a password.
 *
 * @param publicUrl where browsers reach this server, without a path; what mails and providers lead
 *     back to. Null if nothing leads back. Never taken from a request: its headers may lie
 * @param smtp null if no mails are sent
 * @param providers where people can sign in instead
 */
public record IdentitySettings(
    @Nullable URI publicUrl, @Nullable SmtpSettings smtp, List<ProviderSettings> providers) {
  public IdentitySettings {
    providers = List.copyOf(providers);
  }

  static IdentitySettings read(Section parley) {
    var settings =
        new IdentitySettings(
            publicUrl(parley),
            SmtpSettings.read(parley.section("smtp")),
            ProviderSettings.read(parley.section("sign-in")));
    if (settings.publicUrl == null && (settings.smtp != null || !settings.providers.isEmpty())) {
      throw parley.error(
          "public-url",
          "where browsers reach this server, for the links in mails and of providers");
    }
    return settings;
  }

  private static @Nullable URI publicUrl(Section parley) {
    String text = parley.textOrNull("public-url");
    if (text == null) {
      return null;
    }
    if (!text.matches("https?://[A-Za-z0-9.\\[\\]:-]+/?") || URI.create(text).getHost() == null) {
      throw parley.error("public-url", "an origin like https://chat.example.org");
    }
    return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /** Whether mails are sent. */
  public boolean sendsMail() {
    return smtp != null;
  }
}
