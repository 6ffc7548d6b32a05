package dev.heddle.tls;

import java.net.IDN;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.regex.Pattern;

/** The name that the peer of a client must have in its certificate. */
final class PeerName {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private PeerName() {}

    /** Whether it is an address, and no name. */
    static boolean isLiteral(String name) {
        return name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
    }

    /** {@code name} as TLS has it: in ASCII, and without what only this machine knows. */
    static String checked(String name) {
        Objects.requireNonNull(name, "name");
        if (isLiteral(name)) {
            int zone = name.indexOf('%');
            return zone < 0 ? name : name.substring(0, zone);
        }
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            String ascii = IDN.toASCII(bare, IDN.USE_STD3_ASCII_RULES);
            if (!ascii.isEmpty()) {
                return ascii;
            }
        } catch (IllegalArgumentException notAName) {
            throw new IllegalArgumentException(
                    "a server name must be a name or an address, not '" + name + "'", notAName);
        }
        throw new IllegalArgumentException("a server name must be a name or an address, not '" + name + "'");
    }

    static String of(SocketAddress peer) {
        if (peer instanceof InetSocketAddress internet) {
            return checked(internet.getHostString());
        }
        throw new IllegalArgumentException(
                "nothing says which name the certificate of " + peer + " must have: use TlsClient.withServerName");
    }
}
