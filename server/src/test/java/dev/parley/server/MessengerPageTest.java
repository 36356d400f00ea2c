package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.store.Engine;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messenger's page: how its files are served, and that it works in a browser. */
class MessengerPageTest {
  private static final ServerFixture PLACE = ServerFixture.on(Engine.SQLITE);
  private static final RawHttp HTTP = PLACE.http();
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

  @AfterAll
  static void stop() {
    PLACE.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/c/17",
        "/login",
        "/register",
        "/invite/abc",
        "/reset-password",
        "/verify-email",
        "/people",
        "/settings"
      })
  void shouldServeThePageAtAllItsAddresses(String path) throws IOException {
    RawHttp.Answer page = HTTP.get(path);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");
    assertThat(page.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContainPattern("<script(?![^>]* src=)").doesNotContain("<style");
    assertThat(HTTP.get(path, "If-None-Match: " + page.header("etag")).status()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd | br",
        "gzip                    | gzip",
        "br;q=0, gzip;q=0.5      | gzip",
        "identity                | ''",
        "br;q=0.0, gzip;q=0      | ''",
      })
  void shouldSendScriptsAsTheBuildCompressedThem(String accepted, String encoding)
      throws IOException {
    Matcher script = SCRIPT.matcher(HTTP.get("/").body());
    assertThat(script.find()).as("a script on the page").isTrue();
    RawHttp.Answer code = HTTP.get(script.group(1), "Accept-Encoding: " + accepted);
    assertThat(code.status()).isEqualTo(200);
    assertThat(code.header("content-encoding")).isEqualTo(encoding);
    assertThat(code.header("vary")).containsIgnoringCase("Accept-Encoding");
    assertThat(code.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(code.header("cache-control")).contains("immutable");
  }

  @Test
  void shouldGiveEachEncodingAnEtagOfItsOwn() throws IOException {
    String plain = HTTP.get("/sw.js").header("etag");
    String small = HTTP.get("/sw.js", "Accept-Encoding: br").header("etag");
    assertThat(small).isNotEqualTo(plain);
    assertThat(HTTP.get("/sw.js", "Accept-Encoding: br", "If-None-Match: " + plain).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../../logback.xml",
        "/assets/%2e%2e/index.html",
        "/assets/none.js",
        "/assets",
        "/index.html",
        "/c/",
        "/c/1/2",
      })
  void shouldServeNothingElse(String path) throws IOException {
    assertThat(HTTP.get(path).status()).isIn(400, 404);
  }

  @Test
  void shouldServeTheServiceWorkerForTheWholeSiteAndNeverFromACache() throws IOException {
    RawHttp.Answer script = HTTP.get("/sw.js");
    assertThat(script.status()).isEqualTo(200);
    assertThat(script.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.header("cache-control")).isEqualTo("no-cache");
    assertThat(script.header("content-security-policy")).contains("connect-src 'self'");
    assertThat(script.body()).as("filled in by the build").doesNotContain("PARLEY_SHELL");
    Matcher main = SCRIPT.matcher(HTTP.get("/").body());
    assertThat(main.find()).isTrue();
    assertThat(script.body()).contains(main.group(1));
    assertThat(HTTP.get("/sw.js", "If-None-Match: " + script.header("etag")).status())
        .isEqualTo(304);
  }

  @Test
  void shouldLetPeopleChatInABrowser() throws Exception {
    WebScript.browse("run.mjs", HTTP.port());
  }
}
