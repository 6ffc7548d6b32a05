package dev.heddle.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the JDK's contexts. */
final class Contexts {

    private Contexts() {}

    /**
     * A context of its own, and so with sessions of its own.
     *
     * @param shown null: nothing
     * @param trusted null: what the platform trusts
     */
    static SSLContext of(@Nullable CertificateChoice shown, @Nullable TrustedCertificates trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    shown == null ? null : new KeyManager[] {shown},
                    trusted == null ? null : trustManagers(trusted),
                    null);
            return context;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("this JDK's TLS does not work: " + broken, broken);
        }
    }

    private static TrustManager[] trustManagers(TrustedCertificates trusted)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : trusted.certificates()) {
            store.setCertificateEntry("trusted " + ++number, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
