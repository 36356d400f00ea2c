package dev.parley.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.messenger.RefusalCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a browser finds that comes back from a provider in vain: a page of its own, without scripts
 * and without a redirect, so that nothing can begin again by itself.
 */
final class ReturnPage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.5rem}"
          + ":root{color-scheme:light dark}h1{font-size:1.25rem}";
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none';"
              .formatted(hash(STYLE))
          + " frame-ancestors 'none'";

  private ReturnPage() {}

  /** Why it was in vain. */
  enum Reason {
    UNKNOWN_PROVIDER(
        HttpStatus.NOT_FOUND,
        "This server does not know the provider that sent you here.",
        "此服务器不认识将您带到这里的登录方式。"),
    NOT_BEGUN_HERE(
        HttpStatus.BAD_REQUEST,
        "This sign-in was begun in another browser, took too long, or was used already.",
        "此次登录是在其他浏览器中开始的、已超时，或已经使用过。"),
    DECLINED(HttpStatus.BAD_REQUEST, "You did not let the provider sign you in.", "您取消了授权。"),
    REFUSED(
        HttpStatus.BAD_REQUEST,
        "The provider did not sign you in. If this happens again, tell the operator of this server:"
            + " the provider's settings may be wrong.",
        "第三方没有完成登录。如果再次出现，请告知此服务器的管理员：第三方登录的配置可能有误。"),
    PROVIDER_FAILED(
        HttpStatus.BAD_GATEWAY,
        "The provider could not be asked who you are. Try again later. The server's log says more.",
        "无法向第三方确认您的身份，请稍后再试。详情见服务器日志。"),
    ADDRESS_TAKEN(
        HttpStatus.CONFLICT,
        "There is an account with your address already. Sign in to it as you usually do; then link"
            + " the provider in the settings.",
        "已有账号使用您的邮箱地址。请先用平时的方式登录该账号，再到设置中绑定。"),
    LINKED_ELSEWHERE(
        HttpStatus.CONFLICT,
        "That account is linked to another account here, or yours is linked to another one of this"
            + " provider.",
        "该第三方账号已绑定到这里的其他账号，或您的账号已绑定此第三方的其他账号。"),
    NOT_ALLOWED(HttpStatus.FORBIDDEN, "This account cannot be used at present.", "此账号目前无法使用。"),
    TOO_OFTEN(
        HttpStatus.TOO_MANY_REQUESTS,
        "Too many sign-ins from your network. Try again later.",
        "您所在的网络登录过于频繁，请稍后再试。");

    private final HttpStatus status;
    private final String english;
    private final String chinese;

    Reason(HttpStatus status, String english, String chinese) {
      this.status = status;
      this.english = english;
      this.chinese = chinese;
    }

    static Reason of(RefusalCode code) {
      return switch (code) {
        case ALREADY_EXISTS -> LINKED_ELSEWHERE;
        case NOT_ALLOWED -> NOT_ALLOWED;
        case RATE_LIMITED, BUSY -> TOO_OFTEN;
        default -> REFUSED;
      };
    }
  }

  static MutableHttpResponse<String> of(HttpRequest<?> request, Reason reason) {
    boolean chinese = readsChinese(request.getHeaders().get("Accept-Language"));
    String page =
        """
        <!doctype html>
        <html lang="%s">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Parley</title>
        <style>%s</style>
        <h1>%s</h1>
        <p>%s</p>
        <p><a href="/">%s</a></p>
        </html>
        """
            .formatted(
                chinese ? "zh-CN" : "en",
                STYLE,
                chinese ? "登录没有完成" : "You are not signed in",
                chinese ? reason.chinese : reason.english,
                chinese ? "返回 Parley" : "Back to Parley");
    return HttpResponse.<String>status(reason.status)
        .body(page)
        .contentType("text/html; charset=utf-8")
        .header("Content-Security-Policy", POLICY);
  }

  private static boolean readsChinese(@Nullable String accepted) {
    return accepted != null && accepted.strip().toLowerCase(Locale.ROOT).startsWith("zh");
  }

  private static String hash(String style) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
