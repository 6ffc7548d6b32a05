package dev.heddle.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS of the echo, which is the JDK's in every arm: one version, one cipher suite, one certificate. */
public final class EchoTls {

    /** The only version. */
    public static final String VERSION = "TLSv1.3";

    /** The only cipher suite, by the wish of the clients. */
    public static final String CIPHER_SUITE = "TLS_AES_128_GCM_SHA256";

    /**
     * A certificate on the curve P-256 and its key, valid for a hundred years. The key is public: it is to be trusted
     * nowhere else. Made by {@code keytool -genkeypair -alias echo -keyalg EC -groupname secp256r1 -sigalg
     * SHA256withECDSA -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1 -validity 36500 -storetype PKCS12
     * -storepass echoes -keystore echo.p12}.
     */
    private static final String STORE = "echo.p12";

    private static final char[] PASSWORD = "echoes".toCharArray();

    private EchoTls() {}

    /** A context of its own, and so with sessions of its own, that shows the certificate and trusts it alone. */
    public static SSLContext newContext() {
        try (InputStream file = EchoTls.class.getResourceAsStream(STORE)) {
            if (file == null) {
                throw new IllegalStateException(STORE + " is missing beside " + EchoTls.class.getName());
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(store, PASSWORD);
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("echo", store.getCertificate("echo"));
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(trust);
            SSLContext context = SSLContext.getInstance(VERSION);
            context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException("this JDK cannot read " + STORE + ": " + broken, broken);
        }
    }
}
