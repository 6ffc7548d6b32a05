/**
 * The contract suite: what every backend has to pass. One abstract class for each section of {@code docs/contract.md}, a
 * test for each clause, which it names with {@link dev.heddle.tck.Clause}.
 *
 * <p>{@link dev.heddle.tck.ReactorSuite} has all of them, so a backend's whole test is one short class:
 *
 * {@snippet :
 * class LoomReactorTest extends ReactorSuite {
 *     @Override
 *     protected ReactorHarness openHarness() {
 *         return new SocketHarness(new LoomReactorProvider());
 *     }
 * }
 * }
 */
@NullMarked
package dev.heddle.tck;

import org.jspecify.annotations.NullMarked;
