package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.tls.PemException;
import dev.heddle.tls.PrivateCertificate;
import dev.heddle.tls.TrustedCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Section K: certificates and keys in files. */
public abstract class PemContract extends TlsSetting {

    @TempDir
    private Path directory;

    /** For subclasses. */
    protected PemContract() {}

    @Clause("K10")
    @DisplayName("K10: keys are read in every form: PKCS#8, PKCS#1 and SEC 1, of RSA, EC and Ed25519")
    void readsEveryForm() {
        for (String name : List.of("server", "named", "ed25519")) {
            assertThat(TlsFiles.certificate(name)).hasToString("certificate of CN=" + name);
        }
        assertThat(PrivateCertificate.load(TlsFiles.file("named"), TlsFiles.file("rsa-pkcs1"))
                        .chain())
                .hasSize(1);
        assertThat(PrivateCertificate.load(TlsFiles.file("server"), TlsFiles.file("ec-sec1"))
                        .chain())
                .hasSize(1);
    }

    @Clause("K10")
    @DisplayName("K10: the curve of an EC key may be said in a block of its own")
    void readsParametersOfAKey() throws IOException {
        String key = Files.readString(TlsFiles.file("ec-sec1"));
        Path file = file("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + key);

        assertThat(PrivateCertificate.load(TlsFiles.file("server"), file).chain())
                .hasSize(1);
    }

    @Clause("K10")
    @DisplayName("K10: an encrypted key needs its password")
    void readsAnEncryptedKey() {
        Path certificate = TlsFiles.file("server");
        Path key = TlsFiles.file("ec-encrypted");

        assertThat(PrivateCertificate.load(certificate, key, "secret").chain()).hasSize(1);
        assertThatThrownBy(() -> PrivateCertificate.load(certificate, key))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(key + ":1:")
                .hasMessageContaining("password");
        assertThatThrownBy(() -> PrivateCertificate.load(certificate, key, "guessed"))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(key + ":1:")
                .hasMessageContaining("password");
    }

    @Clause("K10")
    @DisplayName("K10: a chain is read in order, and what stands between the blocks is ignored")
    void readsAChain() throws IOException {
        Path file = file("Bag Attributes: none\n" + Files.readString(TlsFiles.file("server")) + "\nand its issuer:\n"
                + Files.readString(TlsFiles.file("authority")));

        assertThat(PrivateCertificate.load(file).chain())
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=server", "CN=authority");
        assertThat(TrustedCertificates.load(file, TlsFiles.file("stranger")).certificates())
                .hasSize(3);
    }

    @Clause("K10")
    @DisplayName("K10: a file that is missing, or lacks something, is named")
    void namesAFile() throws IOException {
        Path missing = directory.resolve("missing.pem");
        Path empty = file("");

        assertFails(() -> PrivateCertificate.load(missing), missing, "no such file");
        assertFails(() -> PrivateCertificate.load(empty), empty, "no certificate");
        assertFails(() -> TrustedCertificates.load(empty), empty, "no certificate");
        assertFails(() -> PrivateCertificate.load(TlsFiles.file("server"), empty), empty, "no private key");
    }

    @Clause("K10")
    @DisplayName("K10: a block that cannot be read is named by file and line")
    void namesALine() throws IOException {
        String certificate = Files.readString(TlsFiles.file("authority"));
        Path open = file("\n\n-----BEGIN CERTIFICATE-----\nAAAA\n");
        Path broken = file(certificate + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path garbled = file("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + certificate);
        Path old = file(
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        int second = certificate.split("\n", -1).length;

        assertFails(() -> TrustedCertificates.load(open), open, ":3: the CERTIFICATE that begins here has no end");
        assertFails(() -> TrustedCertificates.load(broken), broken, ":" + second + ": not a certificate");
        assertFails(() -> PrivateCertificate.load(garbled), garbled, ":1: not a private key");
        assertFails(() -> PrivateCertificate.load(TlsFiles.file("named"), old), old, "openssl pkcs8 -topk8");
    }

    @Clause("K10")
    @DisplayName("K10: a key that belongs to another certificate is refused")
    void refusesAnotherKey() {
        Path server = TlsFiles.file("server");

        assertFails(() -> PrivateCertificate.load(server, TlsFiles.file("client")), server, "not that of");
        assertFails(() -> PrivateCertificate.load(server, TlsFiles.file("named")), server, "not that of");
    }

    private static void assertFails(Runnable loading, Path file, String why) {
        assertThatThrownBy(loading::run)
                .isInstanceOf(PemException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "test", ".pem"), text);
    }
}
