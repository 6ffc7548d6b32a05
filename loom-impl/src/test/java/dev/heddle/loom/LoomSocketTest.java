package dev.heddle.loom;

import dev.heddle.core.Driver;
import dev.heddle.core.Turns;
import dev.heddle.core.Wire;
import dev.heddle.tck.SocketDriverTest;
import java.nio.channels.SocketChannel;

class LoomSocketTest extends SocketDriverTest {

    @Override
    protected Driver openDriver(Turns turns) {
        return new LoomDriver(turns);
    }

    @Override
    protected SocketChannel channelOf(Wire wire) {
        return ((LoomWire) wire).channel;
    }
}
