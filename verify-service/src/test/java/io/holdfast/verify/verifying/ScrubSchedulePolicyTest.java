package io.holdfast.verify.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ScrubSchedulePolicyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TICK = Duration.ofMinutes(10);
    private static final long GIB = 1L << 30;
    private static final ScrubSchedulePolicy FOUR_WEEKS =
            new ScrubSchedulePolicy(Duration.ofDays(28), OptionalLong.empty());

    private record Read(int copy, long bytes, Instant at) {}

    @Example
    void a_copy_is_not_read_again_before_three_quarters_of_the_time() {
        ScrubSchedulePolicy.Oldest oldest = new ScrubSchedulePolicy.Oldest(GIB, START);

        assertThat(FOUR_WEEKS.isTime(oldest, Optional.empty(), GIB, START.plus(Duration.ofDays(20))))
                .isFalse();
        assertThat(FOUR_WEEKS.isTime(oldest, Optional.empty(), GIB, START.plus(Duration.ofDays(21))))
                .isTrue();
    }

    @Example
    void copies_that_were_all_made_on_one_day_are_read_on_many_and_in_time() {
        List<Read> reads = simulate(FOUR_WEEKS, sizes(100, GIB), 29);

        assertThat(reads.stream().map(Read::copy).distinct()).hasSize(100);
        assertThat(perDay(reads).values()).allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(16 * GIB));
    }

    @Example
    void the_budget_of_a_day_is_kept() {
        ScrubSchedulePolicy modest = new ScrubSchedulePolicy(Duration.ofDays(28), OptionalLong.of(5 * GIB));

        List<Read> reads = simulate(modest, sizes(100, GIB), 60);

        assertThat(perDay(reads).values()).allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(6 * GIB));
        assertThat(reads.stream().map(Read::copy).distinct()).hasSize(100);
    }

    @Example
    void a_copy_that_is_larger_than_the_budget_of_a_day_is_read_nevertheless_and_paid_for_with_a_pause() {
        ScrubSchedulePolicy modest = new ScrubSchedulePolicy(Duration.ofDays(28), OptionalLong.of(GIB));

        List<Read> reads = simulate(modest, List.of(10 * GIB, GIB, GIB), 60);

        assertThat(reads.stream().map(Read::copy).distinct()).hasSize(3);
        Read large = reads.stream()
                .filter(read -> read.bytes() == 10 * GIB)
                .findFirst()
                .orElseThrow();
        assertThat(reads)
                .noneMatch(read -> read.at().isAfter(large.at())
                        && read.at().isBefore(large.at().plus(Duration.ofDays(10))));
    }

    @Property(tries = 200)
    void no_copy_is_forgotten(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 0, max = 50 * GIB) Long> sizes,
            @ForAll @IntRange(min = 4, max = 60) int days) {
        ScrubSchedulePolicy scrubPolicy = new ScrubSchedulePolicy(Duration.ofDays(days), OptionalLong.empty());

        List<Read> reads = simulate(scrubPolicy, sizes, days + 2);

        assertThat(reads.stream().map(Read::copy).distinct()).hasSize(sizes.size());
    }

    @Example
    void a_budget_that_is_too_small_is_told() {
        ScrubSchedulePolicy modest = new ScrubSchedulePolicy(Duration.ofDays(28), OptionalLong.of(GIB));

        assertThat(modest.isTooSlowFor(56 * GIB)).isFalse();
        assertThat(modest.isTooSlowFor(57 * GIB)).isTrue();
        assertThat(FOUR_WEEKS.isTooSlowFor(Long.MAX_VALUE)).isFalse();
    }

    /** All copies were read at the start. Time passes in ticks. */
    private static List<Read> simulate(ScrubSchedulePolicy scrubPolicy, List<Long> sizes, int days) {
        long all = sizes.stream().mapToLong(Long::longValue).sum();
        Instant[] readAt = new Instant[sizes.size()];
        Arrays.fill(readAt, START);
        List<Read> reads = new ArrayList<>();
        for (Instant now = START; now.isBefore(START.plus(Duration.ofDays(days))); now = now.plus(TICK)) {
            int oldest = IntStream.range(0, sizes.size())
                    .boxed()
                    .min(Comparator.comparing(copy -> readAt[copy]))
                    .orElseThrow();
            Optional<ScrubSchedulePolicy.Last> last = reads.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ScrubSchedulePolicy.Last(
                            reads.getLast().bytes(), reads.getLast().at()));
            if (scrubPolicy.isTime(new ScrubSchedulePolicy.Oldest(sizes.get(oldest), readAt[oldest]), last, all, now)) {
                readAt[oldest] = now;
                reads.add(new Read(oldest, sizes.get(oldest), now));
            }
        }
        return reads;
    }

    private static List<Long> sizes(int copies, long bytes) {
        return Collections.nCopies(copies, bytes);
    }

    private static Map<Long, Long> perDay(List<Read> reads) {
        Map<Long, Long> bytes = new TreeMap<>();
        reads.forEach(read -> bytes.merge(Duration.between(START, read.at()).toDays(), read.bytes(), Long::sum));
        return bytes;
    }
}
