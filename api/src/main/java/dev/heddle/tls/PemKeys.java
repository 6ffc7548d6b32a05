package dev.heddle.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Private keys in PEM files: PKCS#8, encrypted or not, and what came before it, PKCS#1 for RSA and SEC 1 for EC. */
final class PemKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final byte[] VERSION_0 = {2, 1, 0};

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_ID = 0x06;
    private static final int PARAMETERS = 0xa0;

    private PemKeys() {}

    /** The first private key in {@code file}; the password is for an encrypted one. */
    static PrivateKey read(PemFile file, @Nullable String password) {
        PemFile.Block block = file.keyBlock();
        if (block == null) {
            throw new PemException(file.file() + ": there is no private key in it");
        }
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> ofPkcs8(block.der());
                case "ENCRYPTED PRIVATE KEY" -> ofPkcs8(decrypted(file, block, password));
                case "RSA PRIVATE KEY" -> ofPkcs8(der(SEQUENCE, VERSION_0, RSA, der(OCTET_STRING, block.der())));
                case "EC PRIVATE KEY" -> ofPkcs8(ofSec1(file, block.der()));
                default -> throw file.failure(block, "cannot read a key of this kind: " + block.label(), null);
            };
        } catch (GeneralSecurityException | RuntimeException broken) {
            if (broken instanceof PemException told) {
                throw told;
            }
            throw file.failure(block, "not a private key that can be read: " + broken.getMessage(), broken);
        }
    }

    private static PrivateKey ofPkcs8(byte[] der) throws GeneralSecurityException {
        PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(der);
        InvalidKeySpecException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException another) {
                last = another;
            }
        }
        throw new NoSuchAlgorithmException("it is neither of " + String.join(", ", ALGORITHMS), last);
    }

    private static byte[] decrypted(PemFile file, PemFile.Block block, @Nullable String password)
            throws GeneralSecurityException {
        if (password == null) {
            throw file.failure(block, "the private key is encrypted: a password is needed", null);
        }
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(block.der());
            String algorithm = info.getAlgParameters().toString(); // which names, for PBES2, what getAlgName does not
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                    info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } catch (IOException broken) {
            throw new InvalidKeySpecException(broken);
        } catch (GeneralSecurityException wrong) {
            throw file.failure(
                    block, "the private key cannot be decrypted with this password: " + wrong.getMessage(), wrong);
        }
    }

    /** As PKCS#8 has it, where the curve stands outside. */
    private static byte[] ofSec1(PemFile file, byte[] sec1) {
        byte[] curve = curveIn(sec1);
        if (curve == null) {
            PemFile.Block parameters = file.block("EC PARAMETERS");
            if (parameters == null) {
                throw new IllegalArgumentException("the curve is missing");
            }
            curve = parameters.der();
        }
        return der(SEQUENCE, VERSION_0, der(SEQUENCE, EC_PUBLIC_KEY, curve), der(OCTET_STRING, sec1));
    }

    /** The name of the curve, with its tag; null if it is not in there. */
    private static byte @Nullable [] curveIn(byte[] sec1) {
        ByteBuffer fields = content(ByteBuffer.wrap(sec1));
        while (fields.hasRemaining()) {
            int tag = fields.get(fields.position()) & 0xff;
            ByteBuffer field = content(fields);
            if (tag == PARAMETERS && (field.get(field.position()) & 0xff) == OBJECT_ID) {
                byte[] curve = new byte[field.remaining()];
                field.get(curve);
                return curve;
            }
        }
        return null;
    }

    // DER, as much as there is of it here.

    /** What the next value holds; {@code bytes} is behind it then. */
    private static ByteBuffer content(ByteBuffer bytes) {
        bytes.get();
        int length = bytes.get() & 0xff;
        if (length > 0x80) {
            int octets = length & 0x7f;
            length = 0;
            for (int index = 0; index < octets; index++) {
                length = (length << 8) | (bytes.get() & 0xff);
            }
        }
        ByteBuffer content = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return content;
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length + 4).put((byte) tag);
        if (length < 0x80) {
            bytes.put((byte) length);
        } else if (length < 0x100) {
            bytes.put((byte) 0x81).put((byte) length);
        } else {
            bytes.put((byte) 0x82).putShort((short) length);
        }
        for (byte[] part : parts) {
            bytes.put(part);
        }
        byte[] all = new byte[bytes.flip().remaining()];
        bytes.get(all);
        return all;
    }
}
