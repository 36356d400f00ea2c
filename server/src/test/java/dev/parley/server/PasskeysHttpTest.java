package dev.parley.server;

import static dev.parley.server.Api.assertField;
import static dev.parley.server.Api.assertProblem;
import static dev.parley.server.Person.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.app.JsonTree;
import dev.parley.store.Engine;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Passkeys, made and used by an authenticator in software that may also misbehave. */
@ParameterizedClass
@EnumSource(Engine.class)
class PasskeysHttpTest {
  @RegisterExtension
  static final Servers SERVERS = Servers.with(Map.of("public-url", "https://chat.example.org"));

  private final RawHttp http;

  PasskeysHttpTest(Engine engine) {
    http = SERVERS.on(engine).http();
  }

  /** A beginning: what to show again, and what to ask the authenticator. */
  private record Begun(Object flow, Map<String, Object> options) {
    @SuppressWarnings("unchecked") // a JSON object
    static Begun of(Map<String, Object> answer) {
      return new Begun(
          "" + answer.get("flow"),
          (Map<String, Object>) Objects.requireNonNull(answer.get("options")));
    }
  }

  private static Begun beginMaking(Person person) throws IOException {
    return Begun.of(person.did("POST", "/api/me/passkeys"));
  }

  private static SoftPasskey make(Person person, String name)
      throws IOException, GeneralSecurityException {
    var passkey = new SoftPasskey();
    Begun begun = beginMaking(person);
    Map<String, Object> made =
        person.did(
            "POST",
            "/api/me/passkeys/finish",
            "flow",
            begun.flow,
            "credential",
            passkey.create(begun.options),
            "name",
            name);
    assertThat(made).containsEntry("id", passkey.id()).containsEntry("name", name);
    return passkey;
  }

  private Begun beginSignIn() throws IOException {
    RawHttp.Answer answer = http.post("/api/auth/passkey", "{}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Begun.of(JsonTree.read(answer.body()));
  }

  private RawHttp.Answer finishSignIn(Begun begun, Map<String, Object> credential)
      throws IOException {
    return http.post(
        "/api/auth/passkey/sign-in", json("flow", begun.flow, "credential", credential));
  }

  private RawHttp.Answer signIn(SoftPasskey passkey) throws IOException, GeneralSecurityException {
    Begun begun = beginSignIn();
    passkey.count++;
    return finishSignIn(begun, passkey.get(begun.options));
  }

  @Test
  void shouldSignInWithAPasskeyAloneThoughASecondFactorIsOn() throws Exception {
    Person paula = Person.register(http, "paula");
    SoftPasskey passkey = make(paula, "Laptop");
    var app = new AuthenticatorApp("" + paula.did("POST", "/api/me/second-factor").get("secret"));
    paula.did("POST", "/api/me/second-factor/confirm", "code", app.code(0));
    RawHttp.Answer in = signIn(passkey);
    assertThat(in.status()).as(in.body()).isEqualTo(200);
    String token = "" + JsonTree.read(in.body()).get("access_token");
    assertThat(new Person(http, "paula", "", token).did("GET", "/api/me"))
        .containsEntry("id", paula.id());
    assertThat(Person.rows(paula.did("GET", "/api/me/passkeys"), "passkeys"))
        .singleElement()
        .satisfies(one -> assertThat(one.get("last_used_at")).isNotNull());
  }

  @Test
  void shouldTakeEachChallengeOnce() throws Exception {
    Person rita = Person.register(http, "rita");
    SoftPasskey passkey = make(rita, "Key");
    Begun begun = beginSignIn();
    passkey.count++;
    Map<String, Object> credential = passkey.get(begun.options);
    assertThat(finishSignIn(begun, credential).status()).isEqualTo(200);
    assertField(finishSignIn(begun, credential), "invalid-field", "flow");
    assertField(finishSignIn(beginSignIn(), credential), "invalid-field", "credential");
  }

  @Test
  void shouldRefuseWhatIsSignedForAnotherPageOrByNobody() throws Exception {
    Person nora = Person.register(http, "nora");
    SoftPasskey passkey = make(nora, "Key");
    passkey.origin = "https://chat.example.org.evil.example";
    assertField(signIn(passkey), "invalid-field", "credential");
    passkey.origin = "https://chat.example.org";
    passkey.verifies = false;
    assertField(signIn(passkey), "invalid-field", "credential");
    passkey.verifies = true;
    assertThat(signIn(passkey).status()).isEqualTo(200);
    passkey.count = 0; // a copy does not know how often the other one was used
    assertField(signIn(passkey), "invalid-field", "credential");
    SoftPasskey stranger = new SoftPasskey();
    stranger.create(beginMaking(nora).options);
    assertField(signIn(stranger), "invalid-field", "credential");
    for (String body : List.of("{}", "{\"credential\":{}}", "{\"credential\":{\"id\":7}}")) {
      RawHttp.Answer answer = http.post("/api/auth/passkey/sign-in", body);
      assertProblem(answer, 400, "invalid-field");
    }
  }

  @Test
  void shouldMakeNothingForWhoeverDidNotBegin() throws Exception {
    Person owner = Person.register(http, "owner.p");
    Person other = Person.register(http, "other.p");
    Begun begun = beginMaking(owner);
    var passkey = new SoftPasskey();
    RawHttp.Answer answer =
        other.call(
            "POST",
            "/api/me/passkeys/finish",
            "flow",
            begun.flow,
            "credential",
            passkey.create(begun.options));
    assertField(answer, "invalid-field", "flow");
    assertThat(Person.rows(other.did("GET", "/api/me/passkeys"), "passkeys")).isEmpty();
    Begun evil = beginMaking(owner);
    passkey.origin = "https://evil.example";
    assertField(
        owner.call(
            "POST",
            "/api/me/passkeys/finish",
            "flow",
            evil.flow,
            "credential",
            passkey.create(evil.options)),
        "invalid-field",
        "credential");
  }

  @Test
  void shouldLetOwnersAloneRenameAndRemove() throws Exception {
    Person mine = Person.register(http, "mine.p");
    Person theirs = Person.register(http, "theirs.p");
    SoftPasskey passkey = make(mine, "Old");
    String path = "/api/me/passkeys/" + passkey.id();
    assertProblem(theirs.call("PATCH", path, "name", "New"), 404, "not-found");
    assertProblem(theirs.call("DELETE", path), 404, "not-found");
    mine.did("PATCH", path, "name", "New");
    assertField(mine.call("PATCH", path, "name", "x".repeat(65)), "field-too-long", "name");
    assertThat(Person.rows(mine.did("GET", "/api/me/passkeys"), "passkeys"))
        .extracting(one -> one.get("name"))
        .containsExactly("New");
    mine.did("DELETE", path);
    assertField(signIn(passkey), "invalid-field", "credential");
  }

  @Test
  void shouldForgetThePasskeysOfADeletedAccount() throws Exception {
    Person gone = Person.register(http, "gone.p");
    SoftPasskey passkey = make(gone, "Key");
    gone.did("DELETE", "/api/me", "password", Api.PASSWORD);
    assertField(signIn(passkey), "invalid-field", "credential");
  }
}
