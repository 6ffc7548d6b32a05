package dev.heddle.tls;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * What both ends have to agree on, and how long that may take.
 *
 * @param applicationProtocols for ALPN, the most wanted first; none: it is not offered
 * @param protocols the versions of TLS
 */
record Agreement(List<String> applicationProtocols, Set<String> protocols, Duration handshakeTimeout) {

    private static final int LONGEST_NAME = 255;

    Agreement {
        applicationProtocols = List.copyOf(applicationProtocols);
        protocols = new LinkedHashSet<>(protocols);
        for (String name : applicationProtocols) {
            if (name.isEmpty() || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException(
                        "the name of an application protocol must have 1 to 255 characters, not '" + name + "'");
            }
        }
        if (!handshakeTimeout.isPositive()) {
            throw new IllegalArgumentException("handshakeTimeout must be more than zero, not " + handshakeTimeout);
        }
    }

    static Agreement standard() {
        return new Agreement(List.of(), Set.of("TLSv1.3", "TLSv1.2"), Duration.ofSeconds(10));
    }

    Agreement withApplicationProtocols(String... names) {
        return new Agreement(Arrays.asList(names), protocols, handshakeTimeout);
    }

    /** With versions that {@code context} knows. */
    Agreement withProtocols(SSLContext context, String... names) {
        List<String> known = Arrays.asList(context.getSupportedSSLParameters().getProtocols());
        for (String name : names) {
            Objects.requireNonNull(name, "name");
            if (!known.contains(name)) {
                throw new IllegalArgumentException("unknown version of TLS '" + name + "'; there are " + known);
            }
        }
        if (names.length == 0) {
            throw new IllegalArgumentException("there must be a version of TLS");
        }
        return new Agreement(applicationProtocols, new LinkedHashSet<>(Arrays.asList(names)), handshakeTimeout);
    }

    Agreement withHandshakeTimeout(Duration timeout) {
        return new Agreement(applicationProtocols, protocols, timeout);
    }

    SSLParameters parameters(SSLContext context) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(protocols.toArray(String[]::new));
        parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
        return parameters;
    }
}
