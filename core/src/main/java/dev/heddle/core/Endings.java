package dev.heddle.core;

import dev.heddle.net.CloseReason;
import dev.heddle.net.CloseReason.ConnectionAborted;
import dev.heddle.net.CloseReason.ConnectionDone;
import dev.heddle.net.CloseReason.ConnectionLost;
import dev.heddle.net.CloseReason.ProtocolFailed;
import dev.heddle.net.FileTransferException;
import dev.heddle.net.WriteBufferExceededException;

/** Why a stream is over, and what that means for its wire. */
final class Endings {

    private Endings() {}

    /** More is kept for the peer than the hard limit allows (S11). */
    static CloseReason exceeded(Stream stream, long unsentBytes) {
        return new ConnectionLost(new WriteBufferExceededException(stream + ": the peer reads too slowly: "
                + unsentBytes + " bytes are to be sent, more than the hard limit of " + stream.limits.hardBytes()));
    }

    /** Has {@code wire} released; whether it is already. */
    static boolean release(Wire wire, CloseReason reason) {
        return switch (reason) {
            case ConnectionDone done -> wire.close();
            case ConnectionLost(WriteBufferExceededException full) -> wire.reset();
            case ConnectionLost(FileTransferException broken) -> wire.reset();
            case ConnectionLost lost -> wire.close();
            case ConnectionAborted aborted -> wire.reset();
            case ProtocolFailed failed -> wire.reset();
        };
    }
}
