package dev.parley.server;

import static dev.parley.server.Api.PASSWORD;
import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static dev.parley.server.Person.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mails: what is sent to whom, through a real mail server, and what their links do. */
@ParameterizedClass
@EnumSource(Engine.class)
class MailHttpTest {
  private static final Postbox POSTBOX = new Postbox(0);

  @RegisterExtension static final Servers SERVERS = Servers.with(Postbox.settings(POSTBOX.port()));

  private final RawHttp http;
  private final String suffix;

  MailHttpTest(Engine engine) {
    http = SERVERS.on(engine).http();
    suffix = engine == Engine.SQLITE ? "s" : "p";
  }

  @AfterAll
  static void stop() {
    POSTBOX.close();
  }

  private String name(String name) {
    return name + "." + suffix;
  }

  private String address(String name) {
    return name(name) + "@example.org";
  }

  private Person register(String name, @Nullable String locale) throws IOException {
    RawHttp.Answer answer =
        http.post(
            "/api/auth/register",
            json(
                "username",
                name(name),
                "password",
                PASSWORD,
                "email",
                address(name),
                "display_name",
                "Dr. " + name,
                "locale",
                locale));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    var tree = JsonTree.read(answer.body());
    return new Person(http, name, "", String.valueOf(tree.get("access_token")));
  }

  private Person verified(String name) throws IOException {
    Person person = register(name, "en");
    verify(POSTBOX.await(address(name), 1).token(), 204);
    return person;
  }

  private RawHttp.Answer verify(String token, int status) throws IOException {
    RawHttp.Answer answer = http.post("/api/auth/email/verify", json("token", token));
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  private RawHttp.Answer login(String identifier, String password) throws IOException {
    return http.post(
        "/api/auth/login", json("identifier", identifier, "password", password, "device", "Phone"));
  }

  private void forgot(String identifier) throws IOException {
    RawHttp.Answer answer = http.post("/api/auth/password/forgot", json("identifier", identifier));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void shouldVerifyAnAddressByTheMailedLinkOnce() throws IOException {
    Person vera = register("vera", null);
    assertThat(vera.did("GET", "/api/me")).containsEntry("email_verified", false);
    Postbox.Received mail = POSTBOX.await(address("vera"), 1);
    assertThat(mail.subject()).isEqualTo("Confirm your address");
    assertThat(mail.text())
        .contains("Hello Dr. vera", "https://chat.example.org/verify-email#token=")
        .doesNotContain("{");
    verify(mail.token(), 204);
    assertThat(vera.did("GET", "/api/me")).containsEntry("email_verified", true);
    assertField(verify(mail.token(), 400), "invalid-field", "token");
    assertField(vera.call("POST", "/api/auth/email/send"), "invalid-field", "email");
  }

  @Test
  void shouldWriteInTheReadersLanguage() throws IOException {
    register("wei", "zh-CN");
    Postbox.Received mail = POSTBOX.await(address("wei"), 1);
    assertThat(mail.subject()).isEqualTo("请确认您的邮箱地址");
    assertThat(mail.text()).contains("Dr. wei，您好", "链接一天内有效");
  }

  @Test
  void shouldNotVerifyAnAddressThatWasGivenUpMeanwhile() throws IOException {
    Person otto = register("otto", "en");
    String token = POSTBOX.await(address("otto"), 1).token();
    otto.did("PATCH", "/api/me", "email", address("otto2"));
    assertField(verify(token, 400), "invalid-field", "token");
    verify(POSTBOX.await(address("otto2"), 1).token(), 204);
  }

  @Test
  void shouldLetAnAddressCountForOneAccountAlone() throws IOException {
    verified("una");
    Person thief = register("thief", "en");
    thief.did("PATCH", "/api/me", "email", address("una"));
    assertProblem(verify(POSTBOX.await(address("una"), 2).token(), 409), 409, "already-exists");
    assertThat(thief.did("GET", "/api/me")).containsEntry("email_verified", false);
  }

  @Test
  void shouldSetANewPasswordByMailAndEndAllSessions() throws IOException {
    Person rosa = verified("rosa");
    forgot(address("rosa").toUpperCase(Locale.ROOT));
    Postbox.Received mail = POSTBOX.await(address("rosa"), 2);
    assertThat(mail.subject()).isEqualTo("Set a new password");
    assertThat(mail.text()).contains("https://chat.example.org/reset-password#token=");
    String reset = json("token", mail.token(), "new_password", "eight blue Ladders");
    assertThat(http.post("/api/auth/password/reset", reset).status()).isEqualTo(204);
    assertField(http.post("/api/auth/password/reset", reset), "invalid-field", "token");
    assertProblem(rosa.call("GET", "/api/me"), 401, "session-ended");
    assertProblem(login(name("rosa"), PASSWORD), 401, "wrong-credentials");
    assertThat(login(name("rosa"), "eight blue Ladders").status()).isEqualTo(200);
  }

  @Test
  void shouldTellNobodyWhetherAnAccountExists() throws IOException {
    verified("ines");
    register("unsure", "en");
    POSTBOX.await(address("unsure"), 1);
    forgot(name("unsure")); // an address that is not verified opens nothing
    forgot(address("nobody"));
    forgot("\r\nRCPT TO:<x@example.org>");
    forgot(name("ines"));
    POSTBOX.await(address("ines"), 2); // asked for last
    assertThat(POSTBOX.to(address("nobody"))).isEmpty();
    assertThat(POSTBOX.to(address("unsure"))).hasSize(1);
    assertThat(POSTBOX.to("x@example.org")).isEmpty();
  }

  @Test
  void shouldTellOfSignInsFromNewDevicesAlone() throws IOException {
    verified("dora");
    RawHttp.Answer phone = login(name("dora"), PASSWORD);
    Postbox.Received mail = POSTBOX.await(address("dora"), 2);
    assertThat(mail.subject()).isEqualTo("New sign-in to your account");
    assertThat(mail.text()).contains("Phone", "127.0.0.0/24", "UTC");
    Object device = Objects.requireNonNull(JsonTree.read(phone.body()).get("device_id"));
    String again =
        json(
            "identifier",
            name("dora"),
            "password",
            PASSWORD,
            "device",
            "Phone",
            "device_id",
            device);
    assertThat(http.post("/api/auth/login", again).status()).isEqualTo(200);
    forgot(name("dora"));
    assertThat(POSTBOX.await(address("dora"), 3).subject()).isEqualTo("Set a new password");
  }

  @Test
  void shouldNotLetAnybodyFloodAnAddress() throws IOException {
    Person rude = register("rude", "en");
    String victim = address("victim");
    for (int i = 0; i < 5; i++) {
      rude.did("PATCH", "/api/me", "email", victim);
      rude.did("PATCH", "/api/me", "email", "");
    }
    assertProblem(rude.call("PATCH", "/api/me", "email", victim), 429, "rate-limited");
    assertThat(rude.did("GET", "/api/me")).containsEntry("email", null);
    for (String identifier : List.of("a", "b")) {
      for (int i = 0; i < 5; i++) {
        forgot(identifier);
      }
      assertProblem(
          http.post("/api/auth/password/forgot", json("identifier", identifier)),
          429,
          "rate-limited");
    }
  }
}
