package dev.heddle.tls;

import java.net.IDN;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Says which certificate is shown: on a server by the name that the client asked for, and otherwise the only one. The JDK asks
 * for an alias first, and for what it stands for later, so an alias has the version in it.
 */
final class CertificateChoice extends X509ExtendedKeyManager {

    /** What is shown to who asks for a name: {@code example.org}, {@code *.example.org} or, if it is empty, any other. */
    record Named(String name, LiveCertificate certificate) {

        boolean isFor(String asked) {
            if (name.startsWith("*.")) {
                int dot = asked.indexOf('.');
                return dot > 0 && asked.substring(dot).equals(name.substring(1));
            }
            return name.equals(asked);
        }
    }

    /** With exact names first, then those with a wildcard, and the one for all others last. */
    private final List<Named> certificates;

    CertificateChoice(List<Named> certificates) {
        this.certificates = certificates;
    }

    /** A name as it is compared: in ASCII and lower case. */
    static String normalized(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String ascii = bare.startsWith("*.") ? "*." + IDN.toASCII(bare.substring(2)) : IDN.toASCII(bare);
        return ascii.toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return engine == null ? null : aliasOf(indexFor(engine), keyType);
    }

    private int indexFor(SSLEngine engine) {
        String asked = askedName(engine);
        if (asked != null) {
            for (int index = 0; index < certificates.size(); index++) {
                if (certificates.get(index).isFor(asked)) {
                    return index;
                }
            }
        }
        return certificates.size() - 1;
    }

    private static @Nullable String askedName(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return normalized(host.getAsciiName());
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        for (String keyType : keyTypes) {
            String alias = aliasOf(0, keyType);
            if (alias != null) {
                return alias;
            }
        }
        return null;
    }

    /** Null if that certificate is not of this type. */
    private @Nullable String aliasOf(int index, String keyType) {
        LiveCertificate.Version version = certificates.get(index).certificate().current();
        String algorithm = version.certificate().key().getAlgorithm();
        return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_") ? index + "/" + version.number() : null;
    }

    private @Nullable PrivateCertificate of(String alias) {
        int slash = alias.indexOf('/');
        return certificates
                .get(Integer.parseInt(alias.substring(0, slash)))
                .certificate()
                .version(Integer.parseInt(alias.substring(slash + 1)));
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        PrivateCertificate found = of(alias);
        return found == null ? null : found.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        PrivateCertificate found = of(alias);
        return found == null ? null : found.key();
    }

    // What is asked for sockets, which are not used here, and for all that there are.

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    private String @Nullable [] aliases(String keyType) {
        List<String> all = new ArrayList<>();
        for (int index = 0; index < certificates.size(); index++) {
            String alias = aliasOf(index, keyType);
            if (alias != null) {
                all.add(alias);
            }
        }
        return all.isEmpty() ? null : all.toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
