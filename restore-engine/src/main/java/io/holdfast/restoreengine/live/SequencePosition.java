package io.holdfast.restoreengine.live;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The position of a sequence.
 *
 * @param called whether {@code last} has been used
 * @param increment increment; negative for a descending sequence
 */
record SequencePosition(long last, boolean called, long increment, long min, long max) {

    /** The change that prevents the sequence from returning an existing value. */
    sealed interface Move {

        /** No change: the position is already beyond the extreme value. */
        record Stays() implements Move {}

        /** @param next next value: the first one beyond the extreme value */
        record Restarts(long next) implements Move {}

        /** No value is left beyond the extreme value. */
        record Exhausted() implements Move {}
    }

    /** The next value, unless the sequence is exhausted. */
    BigInteger next() {
        BigInteger value = BigInteger.valueOf(last);
        return called ? value.add(BigInteger.valueOf(increment)) : value;
    }

    /** @param extreme largest existing value; for a descending sequence, the smallest */
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
