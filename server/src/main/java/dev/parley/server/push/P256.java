package dev.parley.server.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Keys of the curve P-256 in the plain forms that Web Push uses. */
final class P256 {
  /** A public key: 4, x, y. */
  static final int PUBLIC_BYTES = 65;

  static final int PRIVATE_BYTES = 32;
  private static final int COORDINATE = 32;
  private static final int UNCOMPRESSED = 4;
  private static final ECParameterSpec CURVE = curve();

  private P256() {}

  private static ECParameterSpec curve() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  /** A public key; empty unless it is a point of the curve. */
  static Optional<ECPublicKey> publicKey(byte[] bytes) {
    if (bytes.length != PUBLIC_BYTES || bytes[0] != UNCOMPRESSED) {
      return Optional.empty();
    }
    var x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE));
    var y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE, PUBLIC_BYTES));
    return isOnCurve(x, y) ? Optional.of(publicKey(new ECPoint(x, y))) : Optional.empty();
  }

  /** y² = x³ + ax + b; a point elsewhere would give our key away bit by bit. */
  private static boolean isOnCurve(BigInteger x, BigInteger y) {
    BigInteger p = ((ECFieldFp) CURVE.getCurve().getField()).getP();
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right =
        x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB()).mod(p);
    return y.modPow(BigInteger.TWO, p).equals(right);
  }

  private static ECPublicKey publicKey(ECPoint point) {
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, CURVE));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a point of the curve is a key", e);
    }
  }

  /** A private key; empty unless it is a number from 1 to the curve's order. */
  static Optional<ECPrivateKey> privateKey(byte[] bytes) {
    var number = new BigInteger(1, bytes);
    if (bytes.length != PRIVATE_BYTES
        || number.signum() == 0
        || number.compareTo(CURVE.getOrder()) >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (ECPrivateKey)
              KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(number, CURVE)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a number of the range is a key", e);
    }
  }

  /** The public key that belongs to a private one; the JDK has no way to it. */
  static ECPublicKey publicOf(ECPrivateKey key) {
    byte[] point =
        CustomNamedCurves.getByName("P-256").getG().multiply(key.getS()).getEncoded(false);
    return publicKey(point).orElseThrow();
  }

  static byte[] bytes(ECPublicKey key) {
    byte[] bytes = new byte[PUBLIC_BYTES];
    bytes[0] = UNCOMPRESSED;
    write(key.getW().getAffineX(), bytes, 1);
    write(key.getW().getAffineY(), bytes, 1 + COORDINATE);
    return bytes;
  }

  private static void write(BigInteger number, byte[] bytes, int at) {
    byte[] plain = number.toByteArray(); // may have a leading zero, or be short
    int length = Math.min(plain.length, COORDINATE);
    System.arraycopy(plain, plain.length - length, bytes, at + COORDINATE - length, length);
  }

  /** A pair for one use. */
  static Pair makePair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(CURVE);
      var pair = generator.generateKeyPair();
      return new Pair((ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java makes keys of P-256", e);
    }
  }

  /** A private key and its public one. */
  record Pair(ECPrivateKey secret, ECPublicKey open) {
    static Pair of(ECPrivateKey secret) {
      return new Pair(secret, publicOf(secret));
    }

    /** Without the private key. */
    @Override
    public String toString() {
      return "Pair[]";
    }
  }
}
