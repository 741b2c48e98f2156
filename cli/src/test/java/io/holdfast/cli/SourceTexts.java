package io.holdfast.cli;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Collects the texts in a source file: string expressions of at least two words, with … in place of values. */
final class SourceTexts extends TreeScanner<@Nullable Void, @Nullable Void> {

    private static final String VALUE = "…";
    private static final Pattern FORMAT = Pattern.compile("%(\\d\\$)?[,-]?\\d*(\\.\\d)?[sdf]");
    private static final Pattern TAG = Pattern.compile("<(?!id>|kind>)[^>]*>|%n");
    private static final Pattern TWO_WORDS = Pattern.compile("\\p{L}{2,}\\S* +[^ =]*\\p{L}{2,}|\\p{L}{2,} " + VALUE);
    private static final Pattern SQL = Pattern.compile("^(select|where) ");

    private final Set<String> texts = new LinkedHashSet<>();

    private SourceTexts() {}

    /** In the order of the file, without duplicates. An expression with a choice is one text for each of its branches. */
    static List<String> of(Path source) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            SourceTexts found = new SourceTexts();
            for (CompilationUnitTree unit : task.parse()) {
                found.scan(unit, null);
            }
            return List.copyOf(found.texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
        if (literal.getValue() instanceof String) {
            add(literal);
        }
        return null;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void nothing) {
        if (hasText(binary)) {
            add(binary);
            values(binary).forEach(value -> scan(value, null));
            return null;
        }
        return super.visitBinary(binary, nothing);
    }

    private void add(ExpressionTree expression) {
        variants(expression)
                .flatMap(String::lines)
                .map(line -> FORMAT.matcher(TAG.matcher(line).replaceAll(" ")).replaceAll(VALUE))
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line ->
                        TWO_WORDS.matcher(line).find() && !SQL.matcher(line).find())
                .forEach(texts::add);
    }

    private static Stream<String> variants(ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree literal -> Stream.of(String.valueOf(literal.getValue()));
            case ParenthesizedTree inParentheses when isText(inParentheses) -> variants(inParentheses.getExpression());
            case BinaryTree sum
            when sum.getKind() == Tree.Kind.PLUS && hasText(sum) -> {
                List<String> right = variants(sum.getRightOperand()).toList();
                yield variants(sum.getLeftOperand())
                        .flatMap(left -> right.stream().map(left::concat));
            }
            case ConditionalExpressionTree choice
            when isText(choice) ->
                Stream.concat(variants(choice.getTrueExpression()), variants(choice.getFalseExpression()));
            default -> Stream.of(VALUE);
        };
    }

    /** The expressions in a text that are not text. They can have texts as arguments. */
    private static Stream<ExpressionTree> values(ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree ignored -> Stream.empty();
            case ParenthesizedTree inParentheses -> values(inParentheses.getExpression());
            case BinaryTree sum
            when sum.getKind() == Tree.Kind.PLUS ->
                Stream.concat(values(sum.getLeftOperand()), values(sum.getRightOperand()));
            case ConditionalExpressionTree choice
            when isText(choice) ->
                Stream.of(choice.getCondition(), choice.getTrueExpression(), choice.getFalseExpression())
                        .flatMap(SourceTexts::values);
            default -> Stream.of(expression);
        };
    }

    /** The operands of a sum. */
    private static Stream<ExpressionTree> parts(ExpressionTree expression) {
        return expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS
                ? Stream.concat(parts(sum.getLeftOperand()), parts(sum.getRightOperand()))
                : Stream.of(expression);
    }

    private static boolean hasText(ExpressionTree expression) {
        return parts(expression).anyMatch(SourceTexts::isText);
    }

    private static boolean isText(ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree literal -> literal.getValue() instanceof String;
            case ParenthesizedTree inParentheses -> hasText(inParentheses.getExpression());
            case ConditionalExpressionTree choice ->
                hasText(choice.getTrueExpression()) && hasText(choice.getFalseExpression());
            default -> false;
        };
    }
}
