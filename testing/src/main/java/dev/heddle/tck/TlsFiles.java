package dev.heddle.tck;

import dev.heddle.tls.PrivateCertificate;
import dev.heddle.tls.TlsClient;
import dev.heddle.tls.TlsServer;
import dev.heddle.tls.TrustedCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificates of the tests, as files and as values. {@code server} is that of {@code localhost}, {@code server.test} and
 * the loopback addresses, {@code renewed} is another for the same names, {@code named} is that of {@code named.test} and all
 * that is in {@code wild.test}, {@code elsewhere} has one name only, and {@code client} is a client's. These are trusted through
 * {@code authority}; {@code intruder} is not.
 */
public final class TlsFiles {

    private static final Path DIRECTORY = makeDirectory();

    private TlsFiles() {}

    private static Path makeDirectory() {
        try {
            Path directory = Files.createTempDirectory("heddle-tls");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The PEM file of that name, such as {@code server}. */
    public static synchronized Path file(String name) {
        Path file = DIRECTORY.resolve(name + ".pem");
        if (!Files.exists(file)) {
            copy(name, file);
            file.toFile().deleteOnExit();
        }
        return file;
    }

    /** Has {@code file} hold what the one of that name does. */
    public static void copy(String name, Path file) {
        try (InputStream found = TlsFiles.class.getResourceAsStream("tls/" + name + ".pem")) {
            if (found == null) {
                throw new IllegalArgumentException("there is no " + name + ".pem");
            }
            Files.copy(found, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The certificate of that name, with its key. */
    public static PrivateCertificate certificate(String name) {
        return PrivateCertificate.load(file(name));
    }

    /** The authority that signed all but the intruder. */
    public static TrustedCertificates authority() {
        return TrustedCertificates.load(file("authority"));
    }

    /** A client that trusts the authority. */
    public static TlsClient client() {
        return TlsClient.defaults().withTrust(authority());
    }

    /** A server for the loopback addresses. */
    public static TlsServer server() {
        return TlsServer.of(certificate("server"));
    }

    /** A context of the JDK's that trusts the authority, and shows nothing. */
    static SSLContext contextTrustingTheAuthority() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority().certificates().getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
