package dev.heddle.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Certificates of authorities, or of single peers: whoever shows a certificate that leads to one of these is trusted.
 * Immutable.
 */
public final class TrustedCertificates {

    private final List<X509Certificate> certificates;

    private TrustedCertificates(Collection<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Those that are in memory.
     *
     * @throws IllegalArgumentException if there are none, since nobody would be trusted then
     */
    public static TrustedCertificates of(Collection<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("there must be a certificate to trust");
        }
        return new TrustedCertificates(certificates);
    }

    /**
     * Reads all certificates of some PEM files.
     *
     * @throws PemException if one cannot be read, or has none in it, with the file
     */
    public static TrustedCertificates load(Path file, Path... more) {
        List<X509Certificate> all = new ArrayList<>(load(file));
        for (Path other : more) {
            all.addAll(load(other));
        }
        return new TrustedCertificates(all);
    }

    private static List<X509Certificate> load(Path file) {
        List<X509Certificate> found = PemFile.read(file).certificates();
        if (found.isEmpty()) {
            throw new PemException(file + ": there is no certificate in it");
        }
        return found;
    }

    /** In the order in which they were given. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    @Override
    public String toString() {
        return certificates.size() + " trusted certificates";
    }
}
