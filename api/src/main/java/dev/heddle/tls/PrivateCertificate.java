package dev.heddle.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one end shows to the other, and can prove that it owns: a certificate, those that lead from it to one that the other
 * end trusts, and its private key. Immutable.
 *
 * <p>One that was read from files knows them: a {@link TlsServer} reads them again when they have changed, so that a renewed
 * certificate needs no restart (K8).
 *
 * {@snippet :
 * PrivateCertificate.load(Path.of("fullchain.pem"), Path.of("privkey.pem"))
 * }
 */
public final class PrivateCertificate {

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    /** Null if it was not read from files. */
    private final @Nullable Source source;

    /** Where it was read from. */
    private record Source(
            Path certificates, Path key, @Nullable String password) {

        PrivateKey readKey() {
            return PemKeys.read(PemFile.read(key), password);
        }
    }

    private PrivateCertificate(List<X509Certificate> chain, PrivateKey key, @Nullable Source source) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.source = source;
    }

    /**
     * Of a certificate and its key that are in memory.
     *
     * @param chain the certificate first, then those that lead to one that is trusted
     * @throws IllegalArgumentException if there is no certificate, or the key belongs to another one
     */
    public static PrivateCertificate of(List<X509Certificate> chain, PrivateKey key) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("there must be a certificate");
        }
        Objects.requireNonNull(key, "key");
        if (!belongsTo(chain.getFirst().getPublicKey(), key)) {
            throw new IllegalArgumentException("the private key is not that of the certificate of "
                    + chain.getFirst().getSubjectX500Principal());
        }
        return new PrivateCertificate(chain, key, null);
    }

    /**
     * Reads both from one PEM file, in which the key and the certificate, with its chain, are in any order.
     *
     * @throws PemException if it cannot be read, or something is missing or wrong, with file and line
     */
    public static PrivateCertificate load(Path file) {
        return load(file, file);
    }

    /**
     * Reads a certificate with its chain from one PEM file, and its key from another: PKCS#8, or RSA and EC keys as older
     * programs write them.
     *
     * @throws PemException if one cannot be read, or something is missing or wrong, with file and line
     */
    public static PrivateCertificate load(Path certificates, Path key) {
        return load(new Source(certificates, key, null));
    }

    /** As {@link #load(Path, Path)}, with the password of an encrypted PKCS#8 key, which is kept for reading it again. */
    public static PrivateCertificate load(Path certificates, Path key, String password) {
        return load(new Source(certificates, key, Objects.requireNonNull(password, "password")));
    }

    private static PrivateCertificate load(Source source) {
        PemFile certificates = PemFile.read(source.certificates());
        List<X509Certificate> chain = certificates.certificates();
        if (chain.isEmpty()) {
            throw new PemException(source.certificates() + ": there is no certificate in it");
        }
        PrivateKey key = source.readKey();
        if (!belongsTo(chain.getFirst().getPublicKey(), key)) {
            throw new PemException(
                    source.key() + ": the private key is not that of the first certificate in " + source.certificates()
                            + ", which is of " + chain.getFirst().getSubjectX500Principal());
        }
        return new PrivateCertificate(chain, key, source);
    }

    private static boolean belongsTo(PublicKey publicKey, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            byte[] text = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException unlike) {
            return false; // such as a key of another algorithm
        }
    }

    /** The certificate first, then those that lead to one that is trusted. */
    public List<X509Certificate> chain() {
        return chain;
    }

    PrivateKey key() {
        return key;
    }

    /** The files that it was read from; none if it was not. */
    List<Path> files() {
        return source == null ? List.of() : List.of(source.certificates(), source.key());
    }

    /** What is in the files now. */
    PrivateCertificate reloaded() {
        return source == null ? this : load(source);
    }

    /** Whose it is, and not the key. */
    @Override
    public String toString() {
        return "certificate of " + chain.getFirst().getSubjectX500Principal();
    }
}
