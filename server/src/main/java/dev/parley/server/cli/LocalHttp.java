package dev.parley.server.cli;

import dev.parley.server.config.Edge;
import dev.parley.server.config.ServerSettings;
import dev.parley.server.edge.TlsFiles;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Talks to this machine's own server. */
final class LocalHttp {
  private LocalHttp() {}

  /**
   * A client that believes the certificate which the settings name, whatever name stands in it and
   * whoever signed it: it is asked for under a loopback address. Without one it believes whom Java
   * believes.
   */
  static HttpClient client(ServerSettings settings, Duration patience) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER);
    Edge.Tls tls = settings.edge().tls();
    if (tls == null) {
      return builder.build();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null, new TrustManager[] {new OneCertificate(new TlsFiles(tls).certificate())}, null);
      return builder.sslContext(context).build();
    } catch (IOException | GeneralSecurityException e) {
      throw new Failure("the server's certificate cannot be used: " + e.getMessage());
    }
  }

  private static final class OneCertificate extends X509ExtendedTrustManager {
    private final X509Certificate own;

    OneCertificate(X509Certificate own) {
      this.own = own;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !chain[0].equals(own)) {
        throw new CertificateException("the server shows another certificate than the settings");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[] {own};
    }
  }
}
