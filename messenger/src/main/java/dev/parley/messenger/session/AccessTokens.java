package dev.parley.messenger.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.messenger.Bound;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/**
 * Access tokens: JWTs signed with HS256 and the server's key, whose name they carry. They prove who
 * asks; whether the session still lives, {@link LiveSessions} knows. Thread-safe.
 */
public final class AccessTokens {
  private static final String ISSUER = "parley";
  private static final int LONGEST = 1_024;

  private final ServerKeys keys;
  private final InstantSource clock;

  /** What a token says; its signature and time were right. */
  record Claims(long userId, long sessionId, int generation, long epoch) {}

  /** A token and its end. */
  record Made(String text, long expiresAt) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Made[until %d]".formatted(expiresAt);
    }
  }

  public AccessTokens(ServerKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  Made make(Claims claims) {
    ServerKeys.Key key = keys.newest();
    long now = clock.millis();
    // JWT counts seconds
    long expiresAt = (now + Bound.ACCESS_TOKEN_MILLIS.value()) / 1_000 * 1_000;
    var body =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(Long.toString(claims.userId))
            .claim("sid", Long.toString(claims.sessionId))
            .claim("gen", claims.generation)
            .claim("epoch", claims.epoch)
            .issueTime(Date.from(Instant.ofEpochMilli(now)))
            .expirationTime(Date.from(Instant.ofEpochMilli(expiresAt)))
            .build();
    var token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()).build(), body);
    try {
      token.sign(new MACSigner(key.bytes()));
    } catch (JOSEException e) {
      throw new IllegalStateException("a key of 256 bits signs HS256", e);
    }
    return new Made(token.serialize(), expiresAt);
  }

  /** Checks algorithm, key, signature, issuer and time; empty if anything is wrong. */
  Optional<Claims> read(String shown) {
    if (shown.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      SignedJWT token = SignedJWT.parse(shown);
      JWSHeader header = token.getHeader();
      if (!JWSAlgorithm.HS256.equals(header.getAlgorithm()) || header.getKeyID() == null) {
        return Optional.empty();
      }
      Optional<ServerKeys.Key> key = keys.find(header.getKeyID());
      if (key.isEmpty() || !token.verify(new MACVerifier(key.get().bytes()))) {
        return Optional.empty();
      }
      JWTClaimsSet claims = token.getJWTClaimsSet();
      Date end = claims.getExpirationTime();
      if (!ISSUER.equals(claims.getIssuer())
          || end == null
          || !end.toInstant().isAfter(clock.instant())) {
        return Optional.empty();
      }
      return Optional.of(
          new Claims(
              Long.parseLong(claims.getSubject()),
              Long.parseLong(claims.getStringClaim("sid")),
              claims.getIntegerClaim("gen"),
              claims.getLongClaim("epoch")));
    } catch (ParseException | JOSEException | RuntimeException _) {
      return Optional.empty(); // the library throws much at what is no token
    }
  }
}
