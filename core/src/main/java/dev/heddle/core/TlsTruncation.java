package dev.heddle.core;

import javax.net.ssl.SSLException;

/** The connection ended without the peer saying by TLS that this is the end: somebody may have cut off the rest. */
final class TlsTruncation extends SSLException {

    private static final long serialVersionUID = 1;

    TlsTruncation(String message) {
        super(message);
    }
}
