package dev.heddle.tck;

/** The whole contract, on this backend. What only this backend does is tested beside this class. */
class MemoryReactorTest extends ReactorSuite {

    @Override
    protected ReactorHarness openHarness() {
        return new MemoryHarness();
    }
}
