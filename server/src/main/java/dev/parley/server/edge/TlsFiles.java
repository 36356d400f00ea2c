package dev.parley.server.edge;

import dev.parley.server.config.ConfigException;
import dev.parley.server.config.Edge;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** The certificate and key that the operator named. */
public record TlsFiles(Edge.Tls files) {
  /**
   * Tries them, so that a start fails with a line that names them.
   *
   * @throws ConfigException if they cannot be used together
   */
  public void check() {
    for (Path file : new Path[] {files.certificate(), files.key()}) {
      if (!Files.isReadable(file)) {
        throw new ConfigException("the TLS file " + file + " cannot be read");
      }
    }
    try {
      SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile()).build();
    } catch (IOException | IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConfigException(
          "the TLS files %s and %s cannot be used: %s"
              .formatted(files.certificate(), files.key(), cause.getMessage()));
    }
  }

  /**
   * The server's own certificate as it is now on the disk.
   *
   * @throws IOException if it cannot be read
   */
  public X509Certificate certificate() throws IOException {
    try (InputStream in = Files.newInputStream(files.certificate())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (GeneralSecurityException e) {
      throw new IOException(files.certificate() + " is no certificate: " + e.getMessage(), e);
    }
  }
}
