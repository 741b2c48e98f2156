package io.holdfast.restoreengine;

import io.holdfast.restoreengine.server.SqlQuoting;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns of many types, and values of each as SQL. */
final class GeneratedValues {

    static final List<String> TYPES = List.of(
            "text",
            "text",
            "bytea",
            "float8",
            "float4",
            "interval",
            "timestamptz",
            "timestamp",
            "date",
            "text[]",
            "int[]",
            "bytea[]",
            "numeric",
            "money",
            "jsonb",
            "tstzrange",
            "varchar(90)",
            "char(20)",
            "bit varying",
            "xml",
            "uuid",
            "boolean",
            "time with time zone",
            "\"char\"");

    private static final List<String> MOMENTS = List.of(
            "infinity",
            "-infinity",
            "0044-03-15 12:00:00 BC",
            "2026-03-29 00:59:59.999999",
            "1900-01-01 00:00:00",
            "9999-12-31 23:59:59");

    private final Random random;
    private final GeneratedNames words;

    GeneratedValues(Random random, GeneratedNames words) {
        this.random = random;
        this.words = words;
    }

    /** One of eight values is null. */
    String of(String type) {
        return random.nextInt(8) == 0 ? "null" : present(type);
    }

    private String present(String type) {
        return switch (type) {
            case "text" -> word(random.nextInt(40));
            case "varchar(90)", "char(20)" -> "left(" + word(random.nextInt(20)) + ", 20)::" + type;
            case "bytea" -> bytes();
            case "float8" ->
                SqlQuoting.text(number(Double.toString(Double.longBitsToDouble(random.nextLong())))) + "::float8";
            case "float4" -> SqlQuoting.text(number(Float.toString((float) random.nextGaussian()))) + "::float4";
            case "numeric" -> SqlQuoting.text(random.nextLong() + "." + random.nextInt(100_000)) + "::numeric";
            case "money" -> SqlQuoting.text(Integer.toString(random.nextInt())) + "::numeric::money";
            case "interval" ->
                SqlQuoting.text(random.nextInt(-20, 20) + " mons " + random.nextInt(-40, 40) + " days "
                                + random.nextInt(-9000, 9000) + "." + random.nextInt(1_000_000) + " secs")
                        + "::interval";
            case "timestamptz", "timestamp", "date" -> SqlQuoting.text(moment()) + "::" + type;
            case "time with time zone" -> SqlQuoting.text("12:00:00." + random.nextInt(1000) + "+05:30") + "::timetz";
            case "tstzrange" ->
                "tstzrange('2026-07-01 12:00+00'::timestamptz, "
                        + (random.nextBoolean() ? "null" : "'2026-07-02 00:30+00'") + ", '[]')";
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "jsonb" -> "jsonb_build_object('k', " + word(6) + ", 'n', array[1, null])";
            case "xml" -> "xmlelement(name \"a b\", encode(" + bytes() + ", 'hex'))";
            case "uuid" -> "md5(" + SqlQuoting.text("u" + random.nextInt()) + ")::uuid";
            case "bit varying" -> "B'" + Integer.toBinaryString(random.nextInt(100)) + "'";
            case "\"char\"" -> SqlQuoting.text(String.valueOf((char) ('!' + random.nextInt(90)))) + "::\"char\"";
            case "text[]" -> array("text");
            case "int[]" -> array("int");
            case "bytea[]" -> array("bytea");
            case "int" -> Integer.toString(random.nextInt());
            default -> throw new IllegalArgumentException(type);
        };
    }

    private String array(String type) {
        return IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> of(type))
                        .collect(Collectors.joining(", ", "array[", "]::"))
                + type + "[]";
    }

    private String word(int parts) {
        return switch (random.nextInt(12)) {
            case 0 -> SqlQuoting.text("\\N");
            case 1 -> SqlQuoting.text("NULL");
            case 2 -> SqlQuoting.text("\\.\n\\.");
            default -> SqlQuoting.text(words.text(parts));
        };
    }

    private String bytes() {
        byte[] bytes = new byte[random.nextInt(30)];
        random.nextBytes(bytes);
        return "decode('" + HexFormat.of().formatHex(bytes) + "', 'hex')";
    }

    private String number(String usual) {
        return switch (random.nextInt(6)) {
            case 0 -> "NaN";
            case 1 -> "-Infinity";
            case 2 -> "-0";
            default -> usual;
        };
    }

    private String moment() {
        return random.nextInt(3) == 0
                ? MOMENTS.get(random.nextInt(MOMENTS.size()))
                : "%04d-%02d-%02d %02d:%02d:%02d.%06d"
                        .formatted(
                                1800 + random.nextInt(400),
                                1 + random.nextInt(12),
                                1 + random.nextInt(28),
                                random.nextInt(24),
                                random.nextInt(60),
                                random.nextInt(60),
                                random.nextInt(1_000_000));
    }
}
