package dev.heddle.loom;

import dev.heddle.tck.ReactorHarness;
import dev.heddle.tck.ReactorSuite;
import dev.heddle.tck.SocketHarness;

/** The whole contract, on this backend. What only this backend does is tested beside this class. */
class LoomReactorTest extends ReactorSuite {

    @Override
    protected ReactorHarness openHarness() {
        return new SocketHarness(new LoomReactorProvider());
    }
}
