package dev.heddle.tls;

import java.net.IDN;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
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
 * for an alias first, and for what it stands for later, so an alias has the name and the version in it.
 */
final class CertificateChoice extends X509ExtendedKeyManager {

    /** Where the certificates are found. */
    interface Shown {

        /** Somebody comes: what has changed on disk may be read now. */
        default void lookAgain() {}

        /** That of a name such as {@code example.org} or {@code *.example.org}, or, if it is empty, for all others. */
        @Nullable
        LiveCertificate named(String name);

        /** All names that there are. */
        Collection<String> names();
    }

    private final Shown shown;

    CertificateChoice(Shown shown) {
        this.shown = shown;
    }

    /** A choice that is none. */
    static CertificateChoice only(LiveCertificate certificate) {
        return new CertificateChoice(new Shown() {
            @Override
            public @Nullable LiveCertificate named(String name) {
                return name.isEmpty() ? certificate : null;
            }

            @Override
            public Collection<String> names() {
                return List.of("");
            }
        });
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
        return engine == null ? null : aliasOf(nameFor(engine), keyType);
    }

    private String nameFor(SSLEngine engine) {
        shown.lookAgain();
        String asked = askedName(engine);
        if (asked == null || asked.isEmpty() || shown.named(asked) != null) {
            return asked == null ? "" : asked;
        }
        int dot = asked.indexOf('.');
        String wildcard = dot > 0 ? "*" + asked.substring(dot) : "";
        return shown.named(wildcard) == null ? "" : wildcard;
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
            String alias = aliasOf("", keyType);
            if (alias != null) {
                return alias;
            }
        }
        return null;
    }

    /** Null if that certificate is not of this type. */
    private @Nullable String aliasOf(String name, String keyType) {
        LiveCertificate certificate = shown.named(name);
        if (certificate == null) {
            return null;
        }
        LiveCertificate.Version version = certificate.current();
        String algorithm = version.certificate().key().getAlgorithm();
        return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_") ? name + "/" + version.number() : null;
    }

    private @Nullable PrivateCertificate of(String alias) {
        int slash = alias.lastIndexOf('/');
        LiveCertificate certificate = shown.named(alias.substring(0, slash));
        return certificate == null ? null : certificate.version(Integer.parseInt(alias.substring(slash + 1)));
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
        for (String name : shown.names()) {
            String alias = aliasOf(name, keyType);
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
