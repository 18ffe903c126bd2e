package dev.thermograph.index.lucene.text.internal.analysis;

import java.io.IOException;
import java.io.Reader;
import org.apache.lucene.analysis.charfilter.BaseCharFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * Folds Latin letters to ASCII and drops the combining marks behind Latin letters, so that composed
 * and decomposed text is the same. Marks of other scripts stay: there they are letters. Offsets of
 * what comes out lead back to the original text. Single-threaded.
 */
final class FoldingFilter extends BaseCharFilter {

  /** The longest that {@link ASCIIFoldingFilter} makes of one char, "(20)" for example. */
  private static final int FOLDED_CHARS_MAX = 4;

  private final char[] source = new char[1];
  private final char[] folded = new char[FOLDED_CHARS_MAX];
  private int foldedCount;
  private int foldedIndex;
  private int readCount;
  private int writtenCount;
  private boolean behindLatin;

  FoldingFilter(Reader text) {
    super(text);
  }

  @Override
  public int read(char[] target, int start, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int next = read();
      if (next < 0) {
        break;
      }
      target[start + count++] = (char) next;
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  @Override
  public int read() throws IOException {
    while (foldedIndex == foldedCount) {
      int next = input.read();
      if (next < 0) {
        return -1;
      }
      fold((char) next);
    }
    return folded[foldedIndex++];
  }

  private void fold(char next) {
    readCount++;
    foldedIndex = 0;
    foldedCount = 0;
    if (behindLatin && Character.getType(next) == Character.NON_SPACING_MARK) {
      shift(-1);
      return;
    }
    source[0] = next;
    foldedCount = ASCIIFoldingFilter.foldToASCII(source, 0, folded, 0, 1);
    behindLatin = foldedCount > 0 && isLatin(folded[foldedCount - 1]);
    if (foldedCount > 1) {
      shift(foldedCount - 1);
    }
  }

  /** From here on, what is written is longer than what was read by so many chars more. */
  private void shift(int longerBy) {
    writtenCount += longerBy;
    addOffCorrectMap(readCount + writtenCount, -writtenCount);
  }

  private static boolean isLatin(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  }
}
