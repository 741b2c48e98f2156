package io.holdfast.restoreengine.live;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Where a sequence stands.
 *
 * @param called whether {@code last} was given out already
 * @param increment negative where it descends
 */
record SequencePosition(long last, boolean called, long increment, long min, long max) {

    /** What is to be done so that the sequence gives out no value that is there. */
    sealed interface Move {

        /** It stands beyond the extreme value already. */
        record Stays() implements Move {}

        /** @param next the value that it has to give out next: the first of its steps beyond the extreme value */
        record Restarts(long next) implements Move {}

        /** No value is left beyond the extreme one. */
        record Exhausted() implements Move {}
    }

    /** The value that it gives out next, unless it is exhausted. */
    BigInteger next() {
        BigInteger value = BigInteger.valueOf(last);
        return called ? value.add(BigInteger.valueOf(increment)) : value;
    }

    /** @param extreme the largest value that is there; of a sequence that descends, the smallest */
    Move beyond(BigDecimal extreme) {
        BigInteger step = BigInteger.valueOf(increment).abs();
        int sign = increment < 0 ? -1 : 1;
        BigInteger bound = extreme.setScale(0, increment < 0 ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .toBigInteger();
        BigInteger missing =
                bound.subtract(next()).multiply(BigInteger.valueOf(sign)).add(BigInteger.ONE);
        if (missing.signum() <= 0) {
            return new Move.Stays();
        }
        BigInteger steps = missing.add(step).subtract(BigInteger.ONE).divide(step);
        BigInteger to = next().add(steps.multiply(BigInteger.valueOf(increment)));
        return to.compareTo(BigInteger.valueOf(max)) > 0 || to.compareTo(BigInteger.valueOf(min)) < 0
                ? new Move.Exhausted()
                : new Move.Restarts(to.longValueExact());
    }
}
