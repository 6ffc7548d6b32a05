package dev.heddle.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one PEM file (RFC 7468), in order. What stands between them is ignored, as everybody does.
 *
 * @param file where they are from
 */
record PemFile(Path file, List<Block> blocks) {

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /**
     * What stands between two lines.
     *
     * @param label such as {@code CERTIFICATE}
     * @param line that of its beginning, from 1
     */
    record Block(String label, int line, String base64) {

        byte[] der() {
            return Base64.getMimeDecoder().decode(base64);
        }
    }

    static PemFile read(Path file) {
        try {
            return new PemFile(file, blocks(file, Files.readAllLines(file, StandardCharsets.ISO_8859_1)));
        } catch (NoSuchFileException missing) {
            throw new PemException("cannot read " + file + ": there is no such file", missing);
        } catch (IOException unreadable) {
            throw new PemException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<Block> blocks(Path file, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
                String label = line.substring(BEGIN.length(), line.length() - DASHES.length());
                int begin = index + 1;
                index = endOf(file, label, lines, begin);
                blocks.add(checked(file, label, begin, lines.subList(begin, index)));
            }
        }
        return blocks;
    }

    private static int endOf(Path file, String label, List<String> lines, int begin) {
        for (int index = begin; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            if (line.equals(END + label + DASHES)) {
                return index;
            }
            if (line.startsWith(BEGIN) || line.startsWith(END)) {
                break;
            }
        }
        throw new PemException(file + ":" + begin + ": the " + label + " that begins here has no end");
    }

    private static Block checked(Path file, String label, int begin, List<String> body) {
        for (String line : body) {
            if (line.contains(":")) {
                throw new PemException(
                        file + ":" + begin + ": a key that is encrypted in the way of old versions of OpenSSL ("
                                + line.strip() + ") cannot be read; convert it with: openssl pkcs8 -topk8");
            }
        }
        try {
            Block block = new Block(label, begin, String.join("\n", body));
            block.der();
            return block;
        } catch (IllegalArgumentException broken) {
            throw new PemException(file + ":" + begin + ": not Base64: " + broken.getMessage(), broken);
        }
    }

    /** The certificates, in order; none, if there are none. */
    List<X509Certificate> certificates() {
        return blocks.stream()
                .filter(block -> block.label().equals("CERTIFICATE")
                        || block.label().equals("X509 CERTIFICATE")
                        || block.label().equals("TRUSTED CERTIFICATE"))
                .map(this::certificate)
                .toList();
    }

    private X509Certificate certificate(Block block) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException broken) {
            throw failure(block, "not a certificate: " + broken.getMessage(), broken);
        }
    }

    /** A block that holds a private key; null if there is none. */
    @Nullable
    Block keyBlock() {
        return blocks.stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .findFirst()
                .orElse(null);
    }

    /** The block of that label; null if there is none. */
    @Nullable
    Block block(String label) {
        return blocks.stream()
                .filter(block -> block.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    PemException failure(Block block, String what, @Nullable Throwable cause) {
        return new PemException(file + ":" + block.line() + ": " + what, cause);
    }
}
