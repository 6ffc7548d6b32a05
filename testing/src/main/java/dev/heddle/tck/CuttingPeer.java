package dev.heddle.tck;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A peer whose bytes leave in pieces of one size, after each of which something is done. */
record CuttingPeer(Peer peer, int bytes, Runnable afterEach) implements Peer {

    @Override
    public void send(byte[] all) {
        for (int begin = 0; begin < all.length; begin += bytes) {
            peer.send(Arrays.copyOfRange(all, begin, Math.min(begin + bytes, all.length)));
            afterEach.run();
        }
    }

    @Override
    public byte @Nullable [] receiveSome(int most) {
        return peer.receiveSome(most);
    }

    @Override
    public void shutdownOutput() {
        peer.shutdownOutput();
    }

    @Override
    public void reset() {
        peer.reset();
    }

    @Override
    public void close() {
        peer.close();
    }
}
