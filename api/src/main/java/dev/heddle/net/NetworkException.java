package dev.heddle.net;

import org.jspecify.annotations.Nullable;

/**
 * The world did not cooperate: the operator must act. Delivered through a callback or a Deferred, and thrown only by
 * calls that answer at once, such as {@code listenTcp}. The message holds the address; the JDK's exception, where there
 * is one, is the cause.
 */
public abstract sealed class NetworkException extends RuntimeException
        permits CannotListenException,
                ConnectFailedException,
                ConnectionClosedException,
                FileTransferException,
                LookupFailedException,
                MulticastJoinException,
                WriteBufferExceededException {

    private static final long serialVersionUID = 1L;

    NetworkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
