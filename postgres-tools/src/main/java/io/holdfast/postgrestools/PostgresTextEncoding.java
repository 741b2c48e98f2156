package io.holdfast.postgrestools;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of names in a database or an archive. Bytes that are not valid in the character set become {@code \xE4}. Two different names
 * never become the same text. In {@code SQL_ASCII}, and in encodings that Java does not support, names are decoded as UTF-8.
 *
 * @param name PostgreSQL's name of the encoding, such as {@code WIN1251}
 * @param charset for whole texts
 */
public record PostgresTextEncoding(String name, Charset charset) {

    /** Source: PostgreSQL's manual, "Character Set Support". */
    private static final Map<String, String> CHARSETS = Map.ofEntries(
            Map.entry("BIG5", "x-windows-950"),
            Map.entry("EUC_CN", "GB2312"),
            Map.entry("EUC_JP", "EUC-JP"),
            Map.entry("EUC_KR", "EUC-KR"),
            Map.entry("EUC_TW", "x-EUC-TW"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("GBK", "GBK"),
            Map.entry("ISO_8859_5", "ISO-8859-5"),
            Map.entry("ISO_8859_6", "ISO-8859-6"),
            Map.entry("ISO_8859_7", "ISO-8859-7"),
            Map.entry("ISO_8859_8", "ISO-8859-8"),
            Map.entry("JOHAB", "x-Johab"),
            Map.entry("KOI8R", "KOI8-R"),
            Map.entry("KOI8U", "KOI8-U"),
            Map.entry("LATIN1", "ISO-8859-1"),
            Map.entry("LATIN2", "ISO-8859-2"),
            Map.entry("LATIN3", "ISO-8859-3"),
            Map.entry("LATIN4", "ISO-8859-4"),
            Map.entry("LATIN5", "ISO-8859-9"),
            Map.entry("LATIN6", "ISO-8859-10"),
            Map.entry("LATIN7", "ISO-8859-13"),
            Map.entry("LATIN8", "ISO-8859-14"),
            Map.entry("LATIN9", "ISO-8859-15"),
            Map.entry("LATIN10", "ISO-8859-16"),
            Map.entry("SHIFT_JIS_2004", "x-SJIS_0213"),
            Map.entry("SJIS", "windows-31j"),
            Map.entry("UHC", "x-windows-949"),
            Map.entry("UTF8", "UTF-8"),
            Map.entry("WIN866", "IBM866"),
            Map.entry("WIN874", "x-windows-874"),
            Map.entry("WIN1250", "windows-1250"),
            Map.entry("WIN1251", "windows-1251"),
            Map.entry("WIN1252", "windows-1252"),
            Map.entry("WIN1253", "windows-1253"),
            Map.entry("WIN1254", "windows-1254"),
            Map.entry("WIN1255", "windows-1255"),
            Map.entry("WIN1256", "windows-1256"),
            Map.entry("WIN1257", "windows-1257"),
            Map.entry("WIN1258", "windows-1258"));

    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9A-F]{2})");
    private static final Pattern SETTING = Pattern.compile("SET client_encoding = '([^']{1,63})';\\s*");
    private static final String BACKSLASH = "\\x5C";

    public static final PostgresTextEncoding UTF8 = of("UTF8");

    /** The server allows any bytes. */
    public static final PostgresTextEncoding SQL_ASCII = of("SQL_ASCII");

    /** @param name PostgreSQL's name of the encoding; unknown names are treated like {@code SQL_ASCII} */
    public static PostgresTextEncoding of(String name) {
        String charset = CHARSETS.get(name);
        return new PostgresTextEncoding(
                name,
                charset != null && Charset.isSupported(charset) ? Charset.forName(charset) : StandardCharsets.UTF_8);
    }

    /** The encoding in {@code SET client_encoding = '…';}, in pg_dump's format; empty for another statement. */
    public static Optional<PostgresTextEncoding> setBy(String statement) {
        Matcher setting = SETTING.matcher(statement);
        return setting.matches() ? Optional.of(of(setting.group(1))) : Optional.empty();
    }

    /** Whether the server never converts names, regardless of the client's encoding. */
    public boolean isBytes() {
        return name.equals("SQL_ASCII");
    }

    /** Decodes a name. */
    public String decode(byte[] bytes) {
        if (isPlain(bytes)) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        String decoded = decodePieces(bytes);
        return isUtf8() || Arrays.equals(encode(decoded), bytes) ? decoded : escapeAll(bytes);
    }

    /** Returns the bytes that {@link #decode} received. */
    public byte[] encode(String decoded) {
        if (isUtf8()) {
            return decoded.getBytes(charset);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escape = ESCAPE.matcher(decoded);
        int position = 0;
        while (escape.find()) {
            bytes.writeBytes(decoded.substring(position, escape.start()).getBytes(charset));
            bytes.write(HexFormat.fromHexDigits(escape.group(1)));
            position = escape.end();
        }
        bytes.writeBytes(decoded.substring(position).getBytes(charset));
        return bytes.toByteArray();
    }

    /** ASCII is the same in all encodings, except for the backslash. */
    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0 || b == '\\') {
                return false;
            }
        }
        return true;
    }

    private boolean isUtf8() {
        return name.equals("UTF8");
    }

    private String decodePieces(byte[] bytes) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer piece = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        StringBuilder decoded = new StringBuilder(bytes.length);
        while (in.hasRemaining()) {
            decoder.reset();
            piece.clear();
            CoderResult result = decoder.decode(in, piece, true);
            decoded.append(literal(piece.flip().toString()));
            if (result.isError()) {
                for (int i = 0; i < result.length(); i++) {
                    decoded.append(escape(in.get()));
                }
            }
        }
        return decoded.toString();
    }

    private String escapeAll(byte[] bytes) {
        StringBuilder escaped = new StringBuilder(bytes.length);
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] < 0) {
                escaped.append(literal(new String(bytes, from, i - from, StandardCharsets.US_ASCII)));
                from = i + 1;
                if (i < bytes.length) {
                    escaped.append(escape(bytes[i]));
                }
            }
        }
        return escaped.toString();
    }

    private static String escape(byte undecodable) {
        return "\\x" + HexFormat.of().withUpperCase().toHexDigits(undecodable);
    }

    /** Escapes text that looks like an escape. A server with UTF-8 has no undecodable bytes, so its names stay unchanged. */
    private String literal(String text) {
        return isUtf8() || text.indexOf('\\') < 0
                ? text
                : ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(BACKSLASH + "x" + found.group(1)));
    }
}
